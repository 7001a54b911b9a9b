import type { Look } from '../cache/looks.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { getProjectRow, listProjectPeople } from '../project/scope.ts';
import { listSeenTaskIds } from '../task/scope.ts';

type Place = { projectId: ProjectId; taskId: TaskId | null };

/** Proves that the member sees the project, and the task in it. @throws NOT_FOUND */
export async function requireSeen(
  ctx: Ctx,
  member: Member,
  { projectId, taskId }: Place,
): Promise<void> {
  if (taskId === null) return void (await getProjectRow(ctx, member, projectId));
  const seen = await listSeenTaskIds(ctx, member, { projectId, taskIds: [taskId] });
  if (seen.length === 0) throw notFound('task');
}

/** So many people are told of, and told, at the most. */
const mostPeople = 50;

/**
 * Of those who look at a project the others whom the member may know of: who sees it themselves now, with tasks that
 * the member sees there. Who looks at the same task comes first.
 */
export async function listLookers(
  ctx: Ctx,
  member: Member,
  { projectId, taskId, all }: Place & { all: readonly Look[] },
): Promise<Look[]> {
  const others = all
    .filter(({ userId }) => userId !== member.userId)
    .toSorted((a, b) => Number(b.taskId === taskId) - Number(a.taskId === taskId));
  if (others.length === 0) return [];
  const userIds = [...new Set(others.map((look) => look.userId))].slice(0, mostPeople);
  const taskIds = [...new Set(others.flatMap((look) => look.taskId ?? []))];
  const [people, tasks] = await Promise.all([
    bug('lookers-unproved') ? userIds : listProjectPeople(ctx, member, { projectId, userIds }),
    taskIds.length === 0 ? [] : listSeenTaskIds(ctx, member, { projectId, taskIds }),
  ]);
  const [mayKnow, inSight] = [new Set<UserId>(people), new Set<TaskId | null>(tasks)];
  const seen = others
    .filter(({ userId }) => mayKnow.has(userId))
    .map((look) => ({
      userId: look.userId,
      taskId: inSight.has(look.taskId) ? look.taskId : null,
    }));
  const distinct = new Map(seen.map((look) => [`${look.userId} ${look.taskId}`, look]));
  return [...distinct.values()];
}
