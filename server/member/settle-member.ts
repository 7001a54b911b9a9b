import { and, eq } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import { refreshHotOf } from '../changes/hot.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { giveRight } from '../project/give-right.ts';
import { openInbox } from '../project/open-inbox.ts';
import { noteRightsChanged } from './note-rights-changed.ts';
import { requireRoomToOwn } from './require-room-to-own.ts';

/**
 * Gives who has just become a member what comes with it: their inbox, the old one where they had left, and hot tasks.
 * @throws UNAUTHORIZED where their account was closed or deleted meanwhile, CONFLICT where they own as many as one may
 */
export async function settleMember(w: WriteCtx, record: Record): Promise<void> {
  const { workspaceId, userId, role } = w.member;
  record({ type: 'member.joined', entityId: userId, after: { role } });
  const [inbox] = await w.db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.workspaceId, workspaceId), eq(projects.inboxOf, userId)));
  if (inbox) {
    await giveRight(w, { projectId: inbox.id, userId, right: 'write' });
    await refreshHotOf(w, userId);
  } else {
    const { draft } = await openInbox(w, { workspaceId, userId });
    record(draft);
  }
  await noteRightsChanged(w, [userId]);
  // Deleting an account ends the memberships that it sees: one that was being made is caught here, under its lock.
  await w.guard.prove(w, workspaceId, w.action);
  if (role === 'owner') await requireRoomToOwn(w, userId);
}
