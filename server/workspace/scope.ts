import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { members, projects, workspaces } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { workspaceColumns } from './rows.ts';
import type { WorkspaceOutput } from './schema.ts';

export type MemberOf = { userId: UserId; workspaceId?: WorkspaceId };

/** The workspaces that a person is in, their own first; a token sees those that it may reach. */
export async function listMemberships(ctx: Ctx, member: MemberOf): Promise<WorkspaceOutput[]> {
  const { principal } = ctx;
  const reach = principal.kind === 'token' ? principal.workspaceIds : null;
  return ctx.db
    .select(workspaceColumns)
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, members.workspaceId), eq(projects.inboxOf, members.userId)),
    )
    .where(
      and(
        eq(members.userId, member.userId),
        isNull(members.removedAt),
        isNull(workspaces.deletedAt),
        member.workspaceId ? eq(workspaces.id, member.workspaceId) : undefined,
        reach ? inArray(workspaces.id, reach) : undefined,
      ),
    )
    .orderBy(desc(workspaces.isPersonal), workspaces.createdAt, workspaces.id);
}

/** One workspace as a member sees it, or NOT_FOUND. */
export async function getWorkspaceRow(
  ctx: Ctx,
  member: Required<MemberOf>,
): Promise<WorkspaceOutput> {
  const [row] = await listMemberships(ctx, member);
  if (!row) throw notFound('workspace');
  return row;
}

/**
 * The workspace of the running write.
 * @throws CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getWorkspaceForUpdate(
  ctx: WriteCtx,
  options: { expectedVersion?: number | undefined } = {},
): Promise<WorkspaceOutput> {
  const row = await getWorkspaceRow(ctx, ctx.member);
  expectVersion(row, { what: 'workspace', version: options.expectedVersion, current: row });
  return row;
}
