import { projectMembers } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectRight } from '../domain/enums.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';

export type Given = { projectId: ProjectId; userId: UserId; right: ProjectRight };

/** Gives a member a right of their own on a project, in place of the one they had. */
export async function giveRight(w: WriteCtx, { projectId, userId, right }: Given): Promise<void> {
  const { workspaceId } = w.member;
  const { workspaceId: tenant, projectId: project, userId: user } = projectMembers;
  await w.db
    .insert(projectMembers)
    .values({ workspaceId, projectId, userId, right })
    .onConflictDoUpdate({ target: [tenant, project, user], set: { right } });
}
