import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { ProjectRight, Role } from '../domain/enums.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import { isStaff, policyOf, rightCovers } from '../domain/policy.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import { openCounts, projectColumns, projectOutputOf } from './rows.ts';
import type { PrivateProjectOutput, ProjectMemberOutput, ProjectOutput } from './schema.ts';

/** The person and role that rights are asked for; SQL where one query spans several workspaces. */
export type Viewer = { userId: UserId | SQL; role: Role | SQL };

/** SQL: the viewer's right on the row of `projects` in the same query, null where they cannot see it. */
export function rightOnProject(viewer: Viewer): SQL<ProjectRight | null> {
  return sql<ProjectRight | null>`coalesce(
    (SELECT pm."right" FROM project_members pm
     WHERE pm.workspace_id = projects.workspace_id AND pm.project_id = projects.id AND pm.user_id = ${viewer.userId}),
    CASE WHEN NOT projects.is_private AND ${viewer.role} <> 'guest' THEN 'write'::project_right END)`;
}

/** SQL: true where the viewer sees the row of `projects` in the same query. */
export function projectVisible(viewer: Viewer): SQL {
  const isSeen = bug('see-hidden') ? sql`true` : sql`${rightOnProject(viewer)} IS NOT NULL`;
  return sql`(projects.deleted_at IS NULL AND ${isSeen})`;
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
    .where(and(eq(projects.workspaceId, member.workspaceId), isNull(projects.purgingAt), which));
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

/**
 * A project whose people and visibility the member may change: with the right that the running action needs, or as
 * an owner or admin who sees it.
 * @throws NOT_FOUND, FORBIDDEN, also for an inbox, or CONFLICT with the present state
 */
export async function getProjectToShare(
  ctx: WriteCtx,
  projectId: ProjectId,
  options: Pick<ForUpdate, 'expectedVersion'> = {},
): Promise<ProjectRow> {
  const row = await getProjectRow(ctx, ctx.member, projectId);
  if (!isStaff(ctx.member.role)) requireRight(ctx, row.right);
  if (row.inboxOf) throw forbidden('This is an inbox: it is one person’s and is not shared.');
  const current = projectOutputOf(row, ctx.member);
  expectVersion(row, { what: 'project', version: options.expectedVersion, current });
  return row;
}

/** SQL: the living private projects of others, of which owners and admins know that they exist. */
const takeable = sql`(projects.is_private AND projects.inbox_of IS NULL AND projects.deleted_at IS NULL)`;

/**
 * A private project, seen or not, that an owner or admin may take over.
 * @throws NOT_FOUND
 */
export async function getProjectToTakeOver(
  ctx: WriteCtx,
  projectId: ProjectId,
): Promise<Omit<ProjectRow, 'right'> & { right: ProjectRight | null }> {
  const [row] = await ctx.db
    .select({ ...projectColumns, right: rightOnProject(ctx.member) })
    .from(projects)
    .where(
      and(eq(projects.workspaceId, ctx.member.workspaceId), eq(projects.id, projectId), takeable),
    );
  if (!row || !isStaff(ctx.member.role)) throw notFound('project');
  return row;
}

/**
 * A project that the member may delete: as for any other write, or unseen as an owner or admin. What is told of one
 * that they do not see is that it exists.
 */
export async function getProjectForDelete(
  ctx: WriteCtx,
  projectId: ProjectId,
  options: ForUpdate,
): Promise<ProjectRow> {
  const seen = await findProject(ctx, ctx.member, eq(projects.id, projectId));
  if (seen || !isStaff(ctx.member.role)) return getProjectForUpdate(ctx, projectId, options);
  const row = await getProjectToTakeOver(ctx, projectId);
  const { version } = row;
  expectVersion(row, { what: 'project', version: options.expectedVersion, current: { version } });
  return { ...row, right: 'write' };
}

/** The private projects that a member is not in: what owners and admins are told of them. */
export async function listHiddenProjects(
  ctx: Ctx,
  member: Member,
): Promise<PrivateProjectOutput[]> {
  return ctx.db
    .select({
      id: projects.id,
      name: projects.name,
      key: projects.key,
      memberCount: sql<number>`(SELECT count(*)::int FROM project_members pm
        JOIN members m ON m.workspace_id = pm.workspace_id AND m.user_id = pm.user_id AND m.removed_at IS NULL
        WHERE pm.workspace_id = projects.workspace_id AND pm.project_id = projects.id)`,
      createdBy: projects.createdBy,
    })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, member.workspaceId),
        takeable,
        sql`${rightOnProject(member)} IS NULL`,
      ),
    )
    .orderBy(projects.order, projects.id);
}

/** SQL: true where this person, and no other member, may write in the private row of `projects` in the same query. */
export function onlyWriter(userId: UserId): SQL {
  const writers = sql`SELECT 1 FROM project_members pm
    JOIN members m ON m.workspace_id = pm.workspace_id AND m.user_id = pm.user_id AND m.removed_at IS NULL
    WHERE pm.workspace_id = projects.workspace_id AND pm.project_id = projects.id AND pm."right" = 'write'`;
  return sql`(projects.is_private AND EXISTS (${writers} AND pm.user_id = ${userId})
    AND NOT EXISTS (${writers} AND pm.user_id <> ${userId}))`;
}

/** Refuses to take the right to write from the only one who has it in a private project. */
export async function requireOtherWriter(
  ctx: WriteCtx,
  projectId: ProjectId,
  userId: UserId,
): Promise<void> {
  const found = await ctx.db
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, ctx.member.workspaceId),
        eq(projects.id, projectId),
        onlyWriter(userId),
      ),
    );
  if (found.length === 0) return;
  const message =
    'Nobody else may write in this private project. Give someone else the right first.';
  throw new CairnError('CONFLICT', message);
}

/** Those who see a project and what each may do in it, by name; one alone where named. */
export async function listProjectMemberRows(
  ctx: Ctx,
  member: Member,
  which: { projectId: ProjectId; userId?: UserId },
): Promise<ProjectMemberOutput[]> {
  const right = rightOnProject({ userId: sql`m.user_id`, role: sql`m.role` });
  const one = which.userId ? sql`m.user_id = ${which.userId}` : sql`true`;
  const found = await ctx.db.execute<ProjectMemberOutput>(sql`
    SELECT m.user_id AS "userId", u.name, m.role, ${right} AS "right", pm.user_id IS NOT NULL AS own
    FROM members m
    JOIN users u ON u.id = m.user_id
    JOIN projects ON projects.workspace_id = m.workspace_id AND projects.id = ${which.projectId}
    LEFT JOIN project_members pm ON pm.workspace_id = m.workspace_id AND pm.project_id = projects.id AND pm.user_id = m.user_id
    WHERE m.workspace_id = ${member.workspaceId} AND m.removed_at IS NULL AND ${one} AND ${right} IS NOT NULL
    ORDER BY u.name, u.id`);
  return found.rows;
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
  const needed = bug('read-for-write') ? 'read' : (policyOf(ctx.action).right ?? 'read');
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
  ctx: Pick<Ctx, 'db'>,
  member: Member,
  { projectId, userIds }: { projectId: ProjectId; userIds: UserId[] },
): Promise<UserId[]> {
  const found = await ctx.db.execute<{ user_id: UserId }>(sql`
    SELECT m.user_id FROM members m
    JOIN projects p ON p.workspace_id = m.workspace_id AND p.id = ${projectId}
    LEFT JOIN project_members pm ON pm.workspace_id = m.workspace_id AND pm.project_id = p.id AND pm.user_id = m.user_id
    WHERE m.workspace_id = ${member.workspaceId} AND m.user_id = ANY(${sql.param(userIds)}::uuid[]) AND m.removed_at IS NULL
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
