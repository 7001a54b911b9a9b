import { and, eq, sql } from 'drizzle-orm';
import { invites, members } from '../../db/schema/workspaces.ts';
import type { InvitedCtx } from '../changes/write-invited.ts';
import { CairnError } from '../platform/errors.ts';
import { requireOpenInvite } from './require-open-invite.ts';
import { inviteStateFor } from './rows.ts';

/**
 * Uses an invite up, with one statement, and makes the membership: what lets someone through the door of
 * `writeInvited`.
 * @throws what `requireOpenInvite` refuses with
 */
export async function useInvite(w: InvitedCtx): Promise<void> {
  const { workspaceId, secretHash } = w;
  const { userId } = w.account;
  await requireOpenInvite(w);
  const [used] = await w.db
    .update(invites)
    .set({ usedAt: w.now, usedBy: userId })
    .where(
      and(
        eq(invites.workspaceId, workspaceId),
        eq(invites.secretHash, secretHash),
        sql`${inviteStateFor(userId)} = 'open'`,
      ),
    )
    .returning({ role: invites.role });
  if (!used) {
    // Whoever signs up with it, or closes the account of who gave it, takes another lock.
    await requireOpenInvite(w);
    throw new CairnError('CONFLICT', 'This invite is being used by someone else at this moment.');
  }
  const membership = { role: used.role, joinedAt: w.now, removedAt: null };
  await w.db
    .insert(members)
    .values({ workspaceId, userId, ...membership })
    .onConflictDoUpdate({ target: [members.workspaceId, members.userId], set: membership });
}
