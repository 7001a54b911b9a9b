import { and, eq } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { roleCovers } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import type { InviteRevokeInput, InviteRevokeOutput } from './schema.ts';
import { getInviteForUpdate } from './scope.ts';

/**
 * Ends an invite: its link is worth nothing from now on. One that was revoked before answers as it is.
 * @throws CONFLICT for one that was used; FORBIDDEN to an admin about an invite to ownership
 */
export async function revokeInvite(
  ctx: Ctx,
  input: InviteRevokeInput,
): Promise<InviteRevokeOutput> {
  return write(ctx, { action: 'invite.revoke', input, guard: membership }, async (w, record) => {
    const { id: inviteId, role, state } = await getInviteForUpdate(w, input.inviteId);
    if (!roleCovers(w.member.role, role))
      throw forbidden('Only owners revoke invites to ownership.');
    if (state === 'used')
      throw new CairnError('CONFLICT', 'This invite was used. Remove the member instead.');
    if (state !== 'revoked') {
      await w.db
        .update(invites)
        .set({ revokedAt: w.now })
        .where(and(eq(invites.workspaceId, w.member.workspaceId), eq(invites.id, inviteId)));
      record({ type: 'invite.revoked', entityId: inviteId, before: { role } });
    }
    return { inviteId, revoked: true };
  });
}
