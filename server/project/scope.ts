import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { ProjectRight, Role } from '../domain/enums.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import { policyOf, rightCovers } from '../domain/policy.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import { openCounts, projectColumns, projectOutputOf } from './rows.ts';
import type { ProjectOutput } from './schema.ts';

/** The person and role that rights are asked for; SQL where one query spans several workspaces. */
export type Viewer = { userId: UserId; role: Role | SQL };

/** SQL: the viewer's right on the row of `projects` in the same query, null where they cannot see it. */
export function rightOnProject(viewer: Viewer): SQL<ProjectRight | null> {
  return sql<ProjectRight | null>`coalesce(
    (SELECT pm."right" FROM project_members pm
     WHERE pm.workspace_id = projects.workspace_id AND pm.project_id = projects.id AND pm.user_id = ${viewer.userId}),
    CASE WHEN NOT projects.is_private AND ${viewer.role} <> 'guest' THEN 'write'::project_right END)`;
}

/** SQL: true where the viewer sees the row of `projects` in the same query. */
export function projectVisible(viewer: Viewer): SQL {
  return sql`(projects.deleted_at IS NULL AND ${rightOnProject(viewer)} IS NOT NULL)`;
}

/** SQL: true where the row of `projects p` has this key or had it once; the log keeps the old ones for ever. */
export function hasHadKey(key: string): SQL {
  return sql`(p.key = ${key} OR EXISTS (
    SELECT 1 FROM changes c WHERE c.workspace_id = p.workspace_id AND c.entity_id = p.id
      AND c.type IN ('project.updated', 'project.restored') AND c.before->>'key' = ${key}))`;
}

async function findProject(ctx: Ctx, member: Member, which: SQL) {
  const [row] = await ctx.db
    .select({ ...projectColumns, right: rightOnProject(member) })
    .from(projects)
    .where(and(eq(projects.workspaceId, member.workspaceId), which));
  const right = row?.right ?? (bug('see-hidden') ? 'read' : null);
  return row && right ? { ...row, right } : undefined;
}

export type ProjectRow = NonNullable<Awaited<ReturnType<typeof findProject>>>;

/** A project that the member sees, or NOT_FOUND. */
export async function getProjectRow(
  ctx: Ctx,
  member: Member,
  projectId: ProjectId,
): Promise<ProjectRow> {
  const row = await findProject(ctx, member, eq(projects.id, projectId));
  if (!row || row.deletedAt) throw notFound('project');
  return row;
}

export type ForUpdate = {
  /** True for restoring: only a deleted project is found then. */
  deleted?: boolean;
  expectedVersion?: number | undefined;
};

/**
 * A project that the member sees and on which they have the right that the running action needs.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getProjectForUpdate(
  ctx: WriteCtx,
  projectId: ProjectId,
  options: ForUpdate = {},
): Promise<ProjectRow> {
  const row = await findProject(ctx, ctx.member, eq(projects.id, projectId));
  if (!row || (row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('project');
  requireRight(ctx, row.right);
  const current = projectOutputOf(row, ctx.member);
  expectVersion(row, { what: 'project', version: options.expectedVersion, current });
  return row;
}

/** The member's own inbox, where a task without a project goes. */
export async function getInboxForUpdate(ctx: WriteCtx): Promise<ProjectRow> {
  const row = await findProject(ctx, ctx.member, eq(projects.inboxOf, ctx.member.userId));
  if (!row || row.deletedAt) throw notFound('inbox');
  requireRight(ctx, row.right);
  return row;
}

/** Refuses what the policy's row for the running action does not allow on a project with this right. */
export function requireRight(ctx: Pick<WriteCtx, 'action'>, right: ProjectRight): void {
  const needed = policyOf(ctx.action).right ?? 'read';
  if (!rightCovers(right, needed)) {
    throw forbidden(`This takes the right to ${needed} in the project; you may ${right}.`);
  }
}

/** The projects that a member sees, in their order, with how many tasks are open; `projectId` for that one alone. */
export async function listProjectRows(
  ctx: Ctx,
  member: Member,
  which: { archived: boolean; projectId?: ProjectId },
): Promise<ProjectOutput[]> {
  const rows = await ctx.db
    .select({
      ...projectColumns,
      right: rightOnProject(member),
      openCount: sql<number>`coalesce(counts.open, 0)`,
    })
    .from(projects)
    .leftJoin(
      sql`${openCounts(member.workspaceId)} counts`,
      sql`counts.project_id = ${projects.id}`,
    )
    .where(
      and(
        eq(projects.workspaceId, member.workspaceId),
        projectVisible(member),
        which.archived ? undefined : isNull(projects.archivedAt),
        which.projectId ? eq(projects.id, which.projectId) : undefined,
      ),
    )
    .orderBy(projects.order, projects.id);
  return rows.flatMap(({ openCount, right, ...row }) =>
    right ? [projectOutputOf({ ...row, right }, { userId: member.userId, openCount })] : [],
  );
}

/** Those of the given people who are members now and see the project. */
export async function listProjectPeople(
  ctx: WriteCtx,
  projectId: ProjectId,
  userIds: UserId[],
): Promise<UserId[]> {
  const found = await ctx.db.execute<{ user_id: UserId }>(sql`
    SELECT m.user_id FROM members m
    JOIN projects p ON p.workspace_id = m.workspace_id AND p.id = ${projectId}
    LEFT JOIN project_members pm ON pm.workspace_id = m.workspace_id AND pm.project_id = p.id AND pm.user_id = m.user_id
    WHERE m.workspace_id = ${ctx.member.workspaceId} AND m.user_id = ANY(${sql.param(userIds)}::uuid[]) AND m.removed_at IS NULL
      AND (pm."right" IS NOT NULL OR (NOT p.is_private AND m.role <> 'guest'))`);
  return found.rows.map((row) => row.user_id);
}

/** Refuses someone whom the member cannot know: who never was in the workspace; to a guest, in no project of theirs. */
export async function requirePerson(ctx: Ctx, member: Member, userId: UserId): Promise<void> {
  const person: Viewer = { userId, role: sql`m.role` };
  const found = await ctx.db.execute(sql`
    SELECT 1 FROM members m WHERE m.workspace_id = ${member.workspaceId} AND m.user_id = ${userId}
      AND (${member.role} <> 'guest' OR EXISTS (
        SELECT 1 FROM projects WHERE projects.workspace_id = m.workspace_id
          AND ${projectVisible(member)} AND ${rightOnProject(person)} IS NOT NULL))`);
  if (found.rows.length === 0) throw notFound('member');
}
