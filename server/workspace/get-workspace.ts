import { eq, sql } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { members } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import { personKnown } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
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
