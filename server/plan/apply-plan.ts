import { and, inArray, sql } from 'drizzle-orm';
import { dayPlans } from '../../db/schema/trail.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { PlanOutput } from './schema.ts';
import { findPlanned, inPlanOf } from './scope.ts';

/** Where a task is to stand; null takes it out of the plan. */
export type PlanEdit = { taskId: TaskId; order: string | null };

/**
 * Puts tasks where they are to stand in the caller's plan, and records it for the caller alone. What stands there
 * already leaves no trace.
 * @returns those of them that are in the plan then
 */
export async function applyPlan(
  w: WriteCtx,
  record: Record,
  edits: readonly PlanEdit[],
): Promise<PlanOutput[]> {
  const { workspaceId, userId } = w.member;
  const ids = edits.map(({ taskId }) => taskId);
  const before = await findPlanned(w, ids);
  const orderOf = (taskId: TaskId) => before.get(taskId)?.order ?? null;
  const changed = edits.filter(({ taskId, order }) => orderOf(taskId) !== order);
  const version = w.seq;
  const placed = changed.flatMap(({ taskId, order }) =>
    order === null ? [] : [{ workspaceId, userId, taskId, order, version }],
  );
  if (placed.length > 0)
    await w.db
      .insert(dayPlans)
      .values(placed)
      .onConflictDoUpdate({
        target: [dayPlans.workspaceId, dayPlans.userId, dayPlans.taskId],
        set: { order: sql`excluded."order"`, version },
      });
  const cleared = changed.filter(({ order }) => order === null).map(({ taskId }) => taskId);
  if (cleared.length > 0)
    await w.db.delete(dayPlans).where(and(inPlanOf(w.member), inArray(dayPlans.taskId, cleared)));
  const audience = bug('plan-told-to-others') ? {} : { audienceUserId: userId };
  for (const { taskId, order } of changed)
    record({
      type: order === null ? 'plan.cleared' : 'plan.placed',
      entityId: taskId,
      ...audience,
      before: { order: orderOf(taskId) },
      after: { order },
    });
  return [...(await findPlanned(w, ids)).values()];
}
