import { and, eq } from 'drizzle-orm';
import { members } from '../../db/schema/workspaces.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Role } from '../domain/enums.ts';
import { revokeInvitesBeyond } from '../invite/revoke-invites-beyond.ts';
import { dropStrangers } from '../task/drop-strangers.ts';
import { noteRightsChanged } from './note-rights-changed.ts';
import { requireRoomToOwn } from './require-room-to-own.ts';
import type { MemberOutput } from './schema.ts';

/**
 * Gives a member another role and records it, with what follows: who sees less is taken off the tasks that they no
 * longer see, and invites to more than they may give now end.
 * @throws CONFLICT where they would own more workspaces than one may
 */
export async function changeRole(
  w: WriteCtx,
  record: Record,
  { row, role }: { row: MemberOutput; role: Role },
): Promise<MemberOutput> {
  const { userId, role: before } = row;
  if (before === role) return row;
  const { workspaceId } = w.member;
  await w.db
    .update(members)
    .set({ role })
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)));
  record({
    type: 'member.roleChanged',
    entityId: userId,
    before: { role: before },
    after: { role },
  });
  await revokeInvitesBeyond(w, record, { userId, role });
  await dropStrangers(w, record, { userId });
  await noteRightsChanged(w, [userId]);
  if (role === 'owner') await requireRoomToOwn(w, userId);
  return { ...row, role };
}
