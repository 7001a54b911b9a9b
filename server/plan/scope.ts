import { and, eq, inArray } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { dayPlans } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId, UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { getTasksForUpdate } from '../task/scope.ts';
import { planColumns } from './rows.ts';
import type { PlanOutput } from './schema.ts';

/** SQL: true for a row of `day_plans` that is this person's own: nobody else's is ever read. */
export function ofPerson(userId: UserId): SQL | undefined {
  return bug('plan-of-another') ? undefined : eq(dayPlans.userId, userId);
}

/** SQL: true for what a member planned in their workspace. */
export function inPlanOf({ workspaceId, userId }: Member): SQL | undefined {
  return and(eq(dayPlans.workspaceId, workspaceId), ofPerson(userId));
}

/**
 * Rows of a plan in its order. Tasks are not looked at: what was planned is the person's own, and a task that comes back,
 * or back into their sight, has its place without a word.
 */
export async function listPlanRows(ctx: Ctx, which: SQL | undefined): Promise<PlanOutput[]> {
  return ctx.db
    .select(planColumns)
    .from(dayPlans)
    .where(which)
    .orderBy(dayPlans.order, dayPlans.taskId);
}

/** What the caller planned of these tasks, by task. */
export async function findPlanned(
  w: WriteCtx,
  taskIds: readonly TaskId[],
): Promise<Map<TaskId, PlanOutput>> {
  const rows = await listPlanRows(
    w,
    and(inPlanOf(w.member), inArray(dayPlans.taskId, [...taskIds])),
  );
  return new Map(rows.map((row) => [row.taskId, row]));
}

/**
 * The tasks, each once, that the caller planned or sees.
 * @throws NOT_FOUND about the first that is neither
 */
export async function requirePlanned(w: WriteCtx, taskIds: readonly TaskId[]): Promise<TaskId[]> {
  const wanted = [...new Set(taskIds)];
  const planned = await findPlanned(w, wanted);
  const others = wanted.filter((taskId) => !planned.has(taskId));
  if (others.length > 0) await getTasksForUpdate(w, others);
  return wanted;
}
