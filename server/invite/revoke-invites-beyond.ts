import { and, eq, isNull, sql } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Role } from '../domain/enums.ts';
import type { UserId } from '../domain/ids.ts';
import { roleAllows, roleCovers } from '../domain/policy.ts';

/**
 * Ends the open invites of someone whose role has changed to what they may no longer give; all of them where they
 * have no role any more. A link is a right, and never outlives that of whoever gave it.
 */
export async function revokeInvitesBeyond(
  w: WriteCtx,
  record: Record,
  { userId, role }: { userId: UserId; role: Role | null },
): Promise<void> {
  const open = await w.db
    .select({ id: invites.id, role: invites.role })
    .from(invites)
    .where(
      and(
        eq(invites.workspaceId, w.member.workspaceId),
        eq(invites.createdBy, userId),
        isNull(invites.usedAt),
        isNull(invites.revokedAt),
        sql`${invites.expiresAt} > now()`,
      ),
    );
  const mayInvite = role !== null && roleAllows(role, 'member.invite');
  for (const invite of open) {
    if (mayInvite && roleCovers(role, invite.role)) continue;
    await w.db
      .update(invites)
      .set({ revokedAt: w.now })
      .where(and(eq(invites.workspaceId, w.member.workspaceId), eq(invites.id, invite.id)));
    record({ type: 'invite.revoked', entityId: invite.id, before: { role: invite.role } });
  }
}
