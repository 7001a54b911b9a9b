import { getInstance } from '../instance/get-instance.ts';
import { updateInstance } from '../instance/update-instance.ts';
import * as schema from '../instance/schema.ts';
import { procedure, router } from './ladder.ts';

export const instanceRouter = router({
  get: procedure('instance.get')
    .input(schema.instanceGetInput)
    .output(schema.instanceOutput)
    .query(({ ctx }) => getInstance(ctx)),
  update: procedure('instance.update')
    .input(schema.instanceUpdateInput)
    .output(schema.instanceOutput)
    .mutation(({ ctx, input }) => updateInstance(ctx, input)),
});
