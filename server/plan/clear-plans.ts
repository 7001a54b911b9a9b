import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { getTasksForUpdate } from '../task/scope.ts';
import { applyPlan } from './apply-plan.ts';
import type { PlanClearInput, PlanClearOutput } from './schema.ts';

/**
 * Takes tasks out of the caller's own plan: in Today they stand in the order of time again.
 * @throws NOT_FOUND about the first that is not to be seen
 */
export async function clearPlans(ctx: Ctx, input: PlanClearInput): Promise<PlanClearOutput> {
  return write(ctx, { action: 'plan.clear', input, guard: membership }, async (w, record) => {
    const { workspaceId } = input;
    const tasks = await getTasksForUpdate(w, input.taskIds);
    const taskIds = tasks.map(({ id }) => id);
    const edits = taskIds.map((taskId) => ({ taskId, order: null }));
    await applyPlan(w, record, edits);
    return { workspaceId, taskIds, version: w.seq };
  });
}
