import { and, eq, isNull, sql } from 'drizzle-orm';
import { dayPlans, hotTasks, notifications, reminders } from '../../db/schema/trail.ts';
import { savedViews } from '../../db/schema/views.ts';
import { members, projectMembers, projects, workspaces } from '../../db/schema/workspaces.ts';
import { workspaceScope } from '../cache/keys.ts';
import { appendChanges } from '../changes/append.ts';
import type { ChangeDraft } from '../changes/record.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { GroupId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import type { Stake } from './scope.ts';

/**
 * Ends a membership of the account that is being deleted, in its transaction: their rights go, their tasks and
 * assignments stay, their inbox and the views that nobody else sees are deleted. A workspace that nobody else is in is deleted whole.
 */
export async function leaveWorkspace(w: AccountCtx, place: Stake): Promise<void> {
  const { userId } = w.account;
  const { workspaceId } = place;
  w.touch(workspaceScope(workspaceId));
  const isDeleted = place.becomes === 'deleted';
  const gone = { deletedAt: w.now, updatedAt: w.now, version: sql`version + 1` };
  const [locked] = await w.db
    .update(workspaces)
    .set({ seq: sql`seq + 1`, ...(isDeleted && gone) })
    .where(eq(workspaces.id, workspaceId))
    .returning({ seq: workspaces.seq });
  if (!locked) throw new Error('the workspace was not returned');
  const [member] = await w.db
    .update(members)
    .set({ removedAt: w.now })
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
    .returning({ role: members.role });
  for (const table of [projectMembers, hotTasks, dayPlans, reminders, notifications]) {
    await w.db
      .delete(table)
      .where(and(eq(table.workspaceId, workspaceId), eq(table.userId, userId)));
  }
  const drafts: ChangeDraft[] = [
    { type: 'member.removed', entityId: userId, before: { role: member?.role } },
  ];
  if (isDeleted) {
    drafts.push({ type: 'workspace.deleted', entityId: workspaceId, after: { deletedAt: w.now } });
  } else {
    const inboxes = await w.db
      .update(projects)
      .set(gone)
      .where(and(eq(projects.workspaceId, workspaceId), eq(projects.inboxOf, userId)))
      .returning({ id: projects.id });
    for (const { id } of inboxes) {
      const after = { deletedAt: w.now };
      drafts.push({ type: 'project.deleted', entityId: id, projectId: id, after });
    }
    const own = and(
      eq(savedViews.workspaceId, workspaceId),
      eq(savedViews.createdBy, userId),
      eq(savedViews.isShared, false),
      isNull(savedViews.deletedAt),
    );
    const views = await w.db
      .update(savedViews)
      .set(gone)
      .where(own)
      .returning({ id: savedViews.id });
    for (const { id } of views) {
      const after = { deletedAt: w.now };
      drafts.push({ type: 'view.deleted', entityId: id, audienceUserId: userId, after });
    }
  }
  const groupId = newId<GroupId>(w.runtime.clock);
  await appendChanges({ ...w, seq: locked.seq, groupId, member: { workspaceId } }, drafts);
}
