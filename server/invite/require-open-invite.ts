import { and, eq } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import type { InvitedCtx } from '../changes/write-invited.ts';
import type { InviteState } from '../domain/enums.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import { listMemberships } from '../workspace/scope.ts';
import { inviteStateFor } from './rows.ts';

const ended: { [State in InviteState]?: string } = {
  used: 'This invite was used already. Ask for another.',
  expired: 'This invite has expired. Ask for another.',
  revoked: 'This invite was revoked. Ask for another.',
};

/**
 * Refuses whom an invite does not let in: asked before they wait for the workspace's lock, so that who has an old
 * link holds nobody up, and again under it.
 * @throws CONFLICT where it holds no more, saying why, and to who is a member already: then it stays
 */
export async function requireOpenInvite(ctx: InvitedCtx): Promise<void> {
  const { workspaceId, secretHash } = ctx;
  const { userId } = ctx.account;
  const [current] = await listMemberships(ctx, { userId, workspaceId });
  if (current) throw new CairnError('CONFLICT', 'You are in this workspace already.', { current });
  const [invite] = await ctx.db
    .select({ state: inviteStateFor(userId) })
    .from(invites)
    .where(and(eq(invites.workspaceId, workspaceId), eq(invites.secretHash, secretHash)));
  if (!invite) throw notFound('invite');
  const why = ended[invite.state];
  if (why) throw new CairnError('CONFLICT', why, { current: invite });
}
