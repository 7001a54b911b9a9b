import { getMe } from '../account/get-me.ts';
import { registerAccount } from '../account/register-account.ts';
import { updateAccount } from '../account/update-account.ts';
import * as schema from '../account/schema.ts';
import { procedure, router } from './ladder.ts';

export const accountRouter = router({
  register: procedure('account.register')
    .input(schema.registerInput)
    .output(schema.registerOutput)
    .mutation(({ ctx, input }) => registerAccount(ctx, input)),
  me: procedure('account.me')
    .input(schema.meInput)
    .output(schema.meOutput)
    .query(({ ctx }) => getMe(ctx)),
  update: procedure('account.update')
    .input(schema.accountUpdateInput)
    .output(schema.userOutput)
    .mutation(({ ctx, input }) => updateAccount(ctx, input)),
});
