import { disableUser } from '../admin/disable-user.ts';
import { enableUser } from '../admin/enable-user.ts';
import { getSizes } from '../admin/get-sizes.ts';
import { listUsers } from '../admin/list-users.ts';
import { setAdmin } from '../admin/set-admin.ts';
import * as schema from '../admin/schema.ts';
import { procedure, router } from './ladder.ts';

export const adminRouter = router({
  listUsers: procedure('admin.listUsers')
    .input(schema.adminUserListInput)
    .output(schema.adminUserListOutput)
    .query(({ ctx, input }) => listUsers(ctx, input)),
  disableUser: procedure('admin.disableUser')
    .input(schema.adminUserInput)
    .output(schema.adminUserOutput)
    .mutation(({ ctx, input }) => disableUser(ctx, input)),
  enableUser: procedure('admin.enableUser')
    .input(schema.adminUserInput)
    .output(schema.adminUserOutput)
    .mutation(({ ctx, input }) => enableUser(ctx, input)),
  setAdmin: procedure('admin.setAdmin')
    .input(schema.adminSetInput)
    .output(schema.adminUserOutput)
    .mutation(({ ctx, input }) => setAdmin(ctx, input)),
  getSizes: procedure('admin.getSizes')
    .input(schema.adminSizesInput)
    .output(schema.adminSizesOutput)
    .query(({ ctx }) => getSizes(ctx)),
});
