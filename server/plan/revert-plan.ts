import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { getTasksForUpdate } from '../task/scope.ts';
import { applyPlan } from './apply-plan.ts';
import type { PlanEdit } from './apply-plan.ts';
import { findPlanned } from './scope.ts';

/** A task that stands nowhere in the plan is a row as well: undo may put it there again. */
const reverter: Reverter<PlanEdit> = {
  fields: { 'plan.placed': 'plan.place', 'plan.cleared': 'plan.clear' },
  async find(w, entityId) {
    const taskId = entityId as TaskId;
    await getTasksForUpdate(w, [taskId]);
    const planned = await findPlanned(w, [taskId]);
    return { taskId, order: planned.get(taskId)?.order ?? null };
  },
  apply: (w, record, { row, patch }) => applyPlan(w, record, [{ ...row, ...patch }]),
};

/** Takes a change of the caller's plan back. */
export function revertPlan(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}
