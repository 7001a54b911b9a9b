import { members, workspaces } from '../../db/schema/workspaces.ts';
import { appendChanges } from '../changes/append.ts';
import type { NewAccountCtx } from '../changes/write-account.ts';
import type { GroupId, UserId, WorkspaceId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { openInbox } from '../project/open-inbox.ts';
import type { WorkspaceOutput } from './schema.ts';
import { getWorkspaceRow } from './scope.ts';

export type NewWorkspace = {
  userId: UserId;
  name: string;
  isPersonal: boolean;
  id?: WorkspaceId | undefined;
};

/**
 * Makes a workspace with its owner, the owner's inbox and the first entries of its log. Runs in the transaction
 * of `ctx.db`: nobody else can see the workspace yet, so there is no lock to take.
 * @throws CONFLICT naming `id` when it is in use
 */
export async function openWorkspace(
  ctx: NewAccountCtx,
  made: NewWorkspace,
): Promise<WorkspaceOutput> {
  const { userId, name, isPersonal } = made;
  const workspaceId = made.id ?? newId<WorkspaceId>(ctx.runtime.clock);
  const seq = 1;
  const times = { createdAt: ctx.now, updatedAt: ctx.now };
  await ctx.db.insert(workspaces).values({ id: workspaceId, name, isPersonal, seq, ...times });
  await ctx.db.insert(members).values({ workspaceId, userId, role: 'owner', joinedAt: ctx.now });
  const inbox = await openInbox(ctx, { workspaceId, userId });
  const groupId = newId<GroupId>(ctx.runtime.clock);
  await appendChanges({ ...ctx, seq, groupId, member: { workspaceId } }, [
    { type: 'workspace.created', entityId: workspaceId, after: { name, isPersonal } },
    { type: 'member.joined', entityId: userId, after: { role: 'owner' } },
    inbox.draft,
  ]);
  return getWorkspaceRow(ctx, { userId, workspaceId });
}
