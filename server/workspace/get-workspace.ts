import { eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { members } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import type { WorkspaceGetInput, WorkspaceGetOutput } from './schema.ts';
import { getWorkspaceRow } from './scope.ts';

/** A workspace with its people, also those who left; a guest is told of those in the projects that they see. */
export async function getWorkspace(
  ctx: Ctx,
  input: WorkspaceGetInput,
): Promise<WorkspaceGetOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'workspace.get');
  const people = await ctx.db
    .select({ id: users.id, name: users.name, role: members.role, removedAt: members.removedAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(sql`${members.workspaceId} = ${member.workspaceId} AND ${personKnown(member)}`)
    .orderBy(users.name, users.id);
  return { ...(await getWorkspaceRow(ctx, member)), members: people };
}

/** SQL: true where the member may know the person of the row of `members`. */
function personKnown(member: Member): SQL {
  if (member.role !== 'guest') return sql`true`;
  return sql`(${members.userId} = ${member.userId} OR EXISTS (
    SELECT 1 FROM projects
    WHERE projects.workspace_id = ${members.workspaceId} AND projects.inbox_of IS NULL AND ${projectVisible(member)}
      AND ((NOT projects.is_private AND ${members.role} <> 'guest') OR EXISTS (
        SELECT 1 FROM project_members pm WHERE pm.workspace_id = projects.workspace_id
          AND pm.project_id = projects.id AND pm.user_id = ${members.userId}))))`;
}
