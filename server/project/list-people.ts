import { sql } from 'drizzle-orm';
import { proveMember } from '../auth/membership.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { ProjectPeopleInput } from './schema.ts';
import { getProjectRow } from './scope.ts';

/** The members who see a project: whom a task in it can be given to, and a text in it can mention. */
export async function listPeople(
  ctx: Ctx,
  input: ProjectPeopleInput,
): Promise<{ items: { userId: UserId }[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'project.people');
  const project = await getProjectRow(ctx, member, input.projectId);
  const found = await ctx.db.execute<{ userId: UserId }>(sql`
    SELECT m.user_id AS "userId" FROM members m
    LEFT JOIN project_members pm ON pm.workspace_id = m.workspace_id AND pm.project_id = ${project.id} AND pm.user_id = m.user_id
    WHERE m.workspace_id = ${member.workspaceId} AND m.removed_at IS NULL
      AND (pm."right" IS NOT NULL OR (NOT ${project.isPrivate} AND m.role <> 'guest'))
    ORDER BY m.user_id`);
  return { items: found.rows };
}
