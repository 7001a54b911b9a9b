import { projectMembers, projects } from '../../db/schema/workspaces.ts';
import type { ChangeDraft } from '../changes/record.ts';
import type { NewAccountCtx } from '../changes/write-account.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import { inboxKey } from './schema.ts';

/** Makes the inbox that a membership brings: private, and its owner's alone. Runs in the membership's transaction. */
export async function openInbox(
  ctx: NewAccountCtx,
  owner: { workspaceId: WorkspaceId; userId: UserId },
): Promise<{ id: ProjectId; draft: ChangeDraft }> {
  const { workspaceId, userId } = owner;
  const id = newId<ProjectId>(ctx.runtime.clock);
  const made = { name: 'Inbox', key: inboxKey, isPrivate: true };
  await ctx.db.insert(projects).values({
    workspaceId,
    id,
    ...made,
    inboxOf: userId,
    order: rankBetween(null, null),
    createdBy: userId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  await ctx.db
    .insert(projectMembers)
    .values({ workspaceId, projectId: id, userId, right: 'write' });
  return { id, draft: { type: 'project.created', entityId: id, projectId: id, after: made } };
}
