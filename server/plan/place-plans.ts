import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { getTasksForUpdate } from '../task/scope.ts';
import { applyPlan } from './apply-plan.ts';
import { dropOldPlans } from './drop-old-plans.ts';
import { orderPlan } from './order-plan.ts';
import { requirePlanRoom } from './require-plan-room.ts';
import type { PlanListOutput, PlanPlaceInput } from './schema.ts';

/**
 * Puts tasks that the caller sees into their own plan, or elsewhere in it. It is nobody else's, and changes nothing of
 * the tasks, so reading them is enough.
 * @throws CONFLICT where the plan would be longer than one may be
 */
export async function placePlans(ctx: Ctx, input: PlanPlaceInput): Promise<PlanListOutput> {
  return write(ctx, { action: 'plan.place', input, guard: membership }, async (w, record) => {
    const { places } = input;
    await getTasksForUpdate(
      w,
      places.map(({ taskId }) => taskId),
    );
    await dropOldPlans(w);
    const items = await applyPlan(w, record, await orderPlan(w, places));
    await requirePlanRoom(w);
    return { items };
  });
}
