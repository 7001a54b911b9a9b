import { sql } from 'drizzle-orm';
import { proveMember } from '../auth/membership.ts';
import { isStaff } from '../domain/policy.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { onlyWriter } from '../project/scope.ts';
import { nothingAboveDeleted } from '../task/rows.ts';
import { taskVisible } from '../task/scope.ts';
import type { MemberGetLeavingInput, MemberGetLeavingOutput } from './schema.ts';
import { getMemberRow } from './scope.ts';

/**
 * What a member would leave behind, to be said before they go.
 * @throws FORBIDDEN to everyone but owners, admins and the member
 */
export async function getLeaving(
  ctx: Ctx,
  input: MemberGetLeavingInput,
): Promise<MemberGetLeavingOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'member.getLeaving');
  const { userId } = await getMemberRow(ctx, member, input.userId);
  if (userId !== member.userId && !isStaff(member.role))
    throw forbidden(
      'Only owners, admins and the member themselves are told what they would leave.',
    );
  const [counts, privateProjects] = [
    await countLeft(ctx, member, userId),
    await listOnlyTheirs(ctx, member, userId),
  ];
  return { ...counts, privateProjects };
}

async function countLeft(
  ctx: Ctx,
  member: Member,
  userId: UserId,
): Promise<Pick<MemberGetLeavingOutput, 'openAssigned' | 'inboxOpen'>> {
  const found = await ctx.db.execute<{ assigned: number; inbox: number }>(sql`
    SELECT (SELECT count(*)::int FROM task_assignees ta
      JOIN tasks ON tasks.workspace_id = ta.workspace_id AND tasks.id = ta.task_id
      JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
      WHERE ta.workspace_id = ${member.workspaceId} AND ta.user_id = ${userId} AND ta.is_open
        AND ${taskVisible(member)}) AS assigned,
      (SELECT count(*)::int FROM tasks
      JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
      WHERE projects.workspace_id = ${member.workspaceId} AND projects.inbox_of = ${userId} AND tasks.is_open
        AND ${nothingAboveDeleted}) AS inbox`);
  const { assigned = 0, inbox = 0 } = found.rows[0] ?? {};
  return { openAssigned: assigned, inboxOpen: inbox };
}

async function listOnlyTheirs(
  ctx: Ctx,
  member: Member,
  userId: UserId,
): Promise<MemberGetLeavingOutput['privateProjects']> {
  const found = await ctx.db.execute<MemberGetLeavingOutput['privateProjects'][number]>(sql`
    SELECT projects.id, projects.key, projects.name FROM projects
    WHERE projects.workspace_id = ${member.workspaceId} AND projects.is_private AND projects.inbox_of IS NULL
      AND projects.deleted_at IS NULL AND ${onlyWriter(userId)}
    ORDER BY projects."order", projects.id`);
  return found.rows;
}
