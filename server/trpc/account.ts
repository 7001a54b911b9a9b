import { changeEmail } from '../account/change-email.ts';
import { changePassword } from '../account/change-password.ts';
import { confirmEmail } from '../account/confirm-email.ts';
import { deleteAccount } from '../account/delete-account.ts';
import { getLeaving } from '../account/get-leaving.ts';
import { getMe } from '../account/get-me.ts';
import { registerAccount } from '../account/register-account.ts';
import { requestReset } from '../account/request-reset.ts';
import { resetPassword } from '../account/reset-password.ts';
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
  changePassword: procedure('account.changePassword')
    .input(schema.passwordChangeInput)
    .output(schema.passwordChangeOutput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  requestReset: procedure('account.requestReset')
    .input(schema.resetRequestInput)
    .output(schema.resetRequestOutput)
    .mutation(({ ctx, input }) => requestReset(ctx, input)),
  reset: procedure('account.reset')
    .input(schema.resetInput)
    .output(schema.resetOutput)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  changeEmail: procedure('account.changeEmail')
    .input(schema.emailChangeInput)
    .output(schema.emailChangeOutput)
    .mutation(({ ctx, input }) => changeEmail(ctx, input)),
  confirmEmail: procedure('account.confirmEmail')
    .input(schema.emailConfirmInput)
    .output(schema.emailConfirmOutput)
    .mutation(({ ctx, input }) => confirmEmail(ctx, input)),
  getLeaving: procedure('account.getLeaving')
    .input(schema.leavingInput)
    .output(schema.leavingOutput)
    .query(({ ctx }) => getLeaving(ctx)),
  delete: procedure('account.delete')
    .input(schema.accountDeleteInput)
    .output(schema.accountDeleteOutput)
    .mutation(({ ctx, input }) => deleteAccount(ctx, input)),
});
