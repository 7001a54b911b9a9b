import { and, eq, sql } from 'drizzle-orm';
import { taskKeys } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { numberTask } from './number-task.ts';

/** Where a task stands. */
export type TaskPlace = {
  id: TaskId;
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
  order: string;
  number: number;
};

/**
 * Gives tasks their new places in one statement, so that parent and children cross to another project together.
 * A task that changes project leaves its old key behind and takes a number there.
 * @returns the places with their numbers, in the order given
 */
export async function rewritePlaces(
  ctx: WriteCtx,
  from: TaskPlace[],
  to: Omit<TaskPlace, 'number'>[],
): Promise<TaskPlace[]> {
  const placed: TaskPlace[] = [];
  for (const [index, was] of from.entries()) {
    const next = to[index];
    if (!next) throw new Error('every task needs its new place');
    const number =
      next.projectId === was.projectId ? was.number : await renumber(ctx, was, next.projectId);
    placed.push({ ...next, number });
  }
  await ctx.db.execute(sql`
    UPDATE tasks t SET project_id = p.project_id, section_id = p.section_id, parent_id = p.parent_id, "order" = p."order",
      number = p.number, version = t.version + 1, updated_at = ${ctx.now}
    FROM unnest(
      ${sql.param(placed.map((place) => place.id))}::uuid[], ${sql.param(placed.map((place) => place.projectId))}::uuid[],
      ${sql.param(placed.map((place) => place.sectionId))}::uuid[], ${sql.param(placed.map((place) => place.parentId))}::uuid[],
      ${sql.param(placed.map((place) => place.order))}::text[], ${sql.param(placed.map((place) => place.number))}::int[]
    ) AS p(id, project_id, section_id, parent_id, "order", number)
    WHERE t.workspace_id = ${ctx.member.workspaceId} AND t.id = p.id`);
  return placed;
}

/** Keeps the key that is left behind; takes back the one it had there before, or the next number. */
async function renumber(ctx: WriteCtx, was: TaskPlace, projectId: ProjectId): Promise<number> {
  const { workspaceId } = ctx.member;
  await ctx.db
    .insert(taskKeys)
    .values({ workspaceId, projectId: was.projectId, number: was.number, taskId: was.id });
  const [own] = await ctx.db
    .delete(taskKeys)
    .where(
      and(
        eq(taskKeys.workspaceId, workspaceId),
        eq(taskKeys.projectId, projectId),
        eq(taskKeys.taskId, was.id),
      ),
    )
    .returning({ number: taskKeys.number });
  return own?.number ?? numberTask(ctx, projectId);
}
