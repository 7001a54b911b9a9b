import { acceptInvite } from '../invite/accept-invite.ts';
import { getInvite } from '../invite/get-invite.ts';
import { listInvites } from '../invite/list-invites.ts';
import { revokeInvite } from '../invite/revoke-invite.ts';
import * as schema from '../invite/schema.ts';
import { workspaceOutput } from '../workspace/schema.ts';
import { procedure, router } from './ladder.ts';

export const inviteRouter = router({
  list: procedure('invite.list')
    .input(schema.inviteListInput)
    .output(schema.inviteListOutput)
    .query(({ ctx, input }) => listInvites(ctx, input)),
  revoke: procedure('invite.revoke')
    .input(schema.inviteRevokeInput)
    .output(schema.inviteRevokeOutput)
    .mutation(({ ctx, input }) => revokeInvite(ctx, input)),
  get: procedure('invite.get')
    .input(schema.inviteGetInput)
    .output(schema.inviteGetOutput)
    .query(({ ctx, input }) => getInvite(ctx, input)),
  accept: procedure('invite.accept')
    .input(schema.inviteAcceptInput)
    .output(workspaceOutput)
    .mutation(({ ctx, input }) => acceptInvite(ctx, input)),
});
