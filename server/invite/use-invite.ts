import { and, eq, sql } from 'drizzle-orm';
import { invites, members } from '../../db/schema/workspaces.ts';
import type { InvitedCtx } from '../changes/write-invited.ts';
import type { InviteState } from '../domain/enums.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import { listMemberships } from '../workspace/scope.ts';
import { inviteStateFor } from './rows.ts';

const ended: { [State in InviteState]: string } = {
  open: 'This invite is being used by someone else at this moment.',
  used: 'This invite was used already. Ask for another.',
  expired: 'This invite has expired. Ask for another.',
  revoked: 'This invite was revoked. Ask for another.',
};

/**
 * Uses an invite up, with one statement, and makes the membership: what lets someone through the door of
 * `writeInvited`.
 * @throws CONFLICT where it holds no more, saying why, and to who is a member already: then it stays
 */
export async function useInvite(w: InvitedCtx): Promise<void> {
  const { workspaceId, secretHash } = w;
  const { userId } = w.account;
  await refuseMember(w);
  const state = inviteStateFor(userId);
  const which = and(eq(invites.workspaceId, workspaceId), eq(invites.secretHash, secretHash));
  const [used] = await w.db
    .update(invites)
    .set({ usedAt: w.now, usedBy: userId })
    .where(and(which, sql`${state} = 'open'`))
    .returning({ role: invites.role });
  if (!used) {
    const [invite] = await w.db.select({ state }).from(invites).where(which);
    if (!invite) throw notFound('invite');
    throw new CairnError('CONFLICT', ended[invite.state], { current: invite });
  }
  const membership = { role: used.role, joinedAt: w.now, removedAt: null };
  await w.db
    .insert(members)
    .values({ workspaceId, userId, ...membership })
    .onConflictDoUpdate({ target: [members.workspaceId, members.userId], set: membership });
}

async function refuseMember(w: InvitedCtx): Promise<void> {
  const { workspaceId } = w;
  const [current] = await listMemberships(w, { userId: w.account.userId, workspaceId });
  if (!current) return;
  throw new CairnError('CONFLICT', 'You are in this workspace already.', { current });
}
