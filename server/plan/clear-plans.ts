import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyPlan } from './apply-plan.ts';
import type { PlanClearInput, PlanClearOutput } from './schema.ts';
import { requirePlanned } from './scope.ts';

/**
 * Takes tasks out of the caller's own plan: in Today they stand in the order of time again. What they planned they may
 * take out though they do not see it any more, for it counts too.
 * @throws NOT_FOUND about the first that is neither in the plan nor to be seen
 */
export async function clearPlans(ctx: Ctx, input: PlanClearInput): Promise<PlanClearOutput> {
  return write(ctx, { action: 'plan.clear', input, guard: membership }, async (w, record) => {
    const { workspaceId } = input;
    const taskIds = await requirePlanned(w, input.taskIds);
    const edits = taskIds.map((taskId) => ({ taskId, order: null }));
    await applyPlan(w, record, edits);
    return { workspaceId, taskIds, version: w.seq };
  });
}
