import { and, eq } from 'drizzle-orm';
import { dayPlans, hotTasks, notifications, reminders } from '../../db/schema/trail.ts';
import { members, projectMembers } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { UserId } from '../domain/ids.ts';
import { isStaff, roleCovers } from '../domain/policy.ts';
import { revokeInvitesBeyond } from '../invite/revoke-invites-beyond.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { giveUp } from './give-up.ts';
import { noteRightsChanged } from './note-rights-changed.ts';
import type { MemberOutput, MemberRemoveInput, MemberRemoveOutput } from './schema.ts';
import { getMemberForUpdate, requireOtherOwner } from './scope.ts';

/**
 * Ends a membership at once, with the rights on projects that came with it; what they were assigned stays theirs
 * and shows as left. Of oneself it is leaving.
 * @throws FORBIDDEN without the role for it, and to an admin about an owner; CONFLICT for the last owner
 */
export async function removeMember(
  ctx: Ctx,
  input: MemberRemoveInput,
): Promise<MemberRemoveOutput> {
  const call = { action: 'member.remove', input, refusal: 'NOT_FOUND' } as const;
  return giveUp(ctx, call, () => removeOnce(ctx, input));
}

function removeOnce(ctx: Ctx, input: MemberRemoveInput): Promise<MemberRemoveOutput> {
  return write(ctx, { action: 'member.remove', input, guard: membership }, async (w, record) => {
    const row = await getMemberForUpdate(w, input.userId);
    const { userId, role } = row;
    requireReach(w, row);
    if (role === 'owner') await requireOtherOwner(w, userId);
    record({ type: 'member.removed', entityId: userId, before: { role } });
    await revokeInvitesBeyond(w, record, { userId, role: null });
    await endMembership(w, userId);
    await noteRightsChanged(w, [userId]);
    return { workspaceId: w.member.workspaceId, userId, removed: true };
  });
}

function requireReach({ member }: WriteCtx, row: MemberOutput): void {
  if (row.userId === member.userId) return;
  if (!isStaff(member.role)) throw forbidden('Owners and admins remove people; you may leave.');
  if (!roleCovers(member.role, row.role)) throw forbidden('Only owners remove owners.');
}

async function endMembership(w: WriteCtx, userId: UserId): Promise<void> {
  const { workspaceId } = w.member;
  if (!bug('membership-kept')) {
    await w.db
      .update(members)
      .set({ removedAt: w.now })
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)));
  }
  for (const table of [projectMembers, hotTasks, dayPlans, reminders, notifications]) {
    await w.db
      .delete(table)
      .where(and(eq(table.workspaceId, workspaceId), eq(table.userId, userId)));
  }
}
