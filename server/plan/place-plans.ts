import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { listReadableTaskIds } from '../task/scope.ts';
import { applyPlan } from './apply-plan.ts';
import { dropOldPlans } from './drop-old-plans.ts';
import { orderPlan } from './order-plan.ts';
import { requirePlanRoom } from './require-plan-room.ts';
import type { PlanListOutput, PlanPlaceInput } from './schema.ts';

/**
 * Puts tasks that the caller sees into their own plan, or elsewhere in it. It is nobody else's, and changes nothing of
 * the tasks, so reading them is enough. Those that they do not see any more are left out: what a page was away with is
 * not lost for one of them.
 * @throws NOT_FOUND where none of them is to be seen, CONFLICT where the plan would be longer than one may be
 */
export async function placePlans(ctx: Ctx, input: PlanPlaceInput): Promise<PlanListOutput> {
  return write(ctx, { action: 'plan.place', input, guard: membership }, async (w, record) => {
    const named = input.places.map(({ taskId }) => taskId);
    const readable = await listReadableTaskIds(w, named);
    const places = input.places.filter(({ taskId }) => readable.includes(taskId));
    await dropOldPlans(w);
    const items = await applyPlan(w, record, await orderPlan(w, places));
    await requirePlanRoom(w);
    return { items };
  });
}
