import { inviteMember } from '../invite/invite-member.ts';
import * as invite from '../invite/schema.ts';
import { getLeaving } from '../member/get-leaving.ts';
import { listMembers } from '../member/list-members.ts';
import { removeMember } from '../member/remove-member.ts';
import * as schema from '../member/schema.ts';
import { setRole } from '../member/set-role.ts';
import { procedure, router } from './ladder.ts';

export const memberRouter = router({
  list: procedure('member.list')
    .input(schema.memberListInput)
    .output(schema.memberListOutput)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  invite: procedure('member.invite')
    .input(invite.memberInviteInput)
    .output(invite.memberInviteOutput)
    .mutation(({ ctx, input }) => inviteMember(ctx, input)),
  setRole: procedure('member.setRole')
    .input(schema.memberSetRoleInput)
    .output(schema.memberOutput)
    .mutation(({ ctx, input }) => setRole(ctx, input)),
  remove: procedure('member.remove')
    .input(schema.memberRemoveInput)
    .output(schema.memberRemoveOutput)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  getLeaving: procedure('member.getLeaving')
    .input(schema.memberGetLeavingInput)
    .output(schema.memberGetLeavingOutput)
    .query(({ ctx, input }) => getLeaving(ctx, input)),
});
