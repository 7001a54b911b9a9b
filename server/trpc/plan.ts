import { clearPlans } from '../plan/clear-plans.ts';
import { listPlans } from '../plan/list-plans.ts';
import { placePlans } from '../plan/place-plans.ts';
import * as schema from '../plan/schema.ts';
import { procedure, router } from './ladder.ts';

export const planRouter = router({
  place: procedure('plan.place')
    .input(schema.planPlaceInput)
    .output(schema.planPlaceOutput)
    .mutation(({ ctx, input }) => placePlans(ctx, input)),
  clear: procedure('plan.clear')
    .input(schema.planClearInput)
    .output(schema.planClearOutput)
    .mutation(({ ctx, input }) => clearPlans(ctx, input)),
  list: procedure('plan.list')
    .input(schema.planListInput)
    .output(schema.planListOutput)
    .query(({ ctx, input }) => listPlans(ctx, input)),
});
