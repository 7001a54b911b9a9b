import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { instanceSettings, users } from '../../db/schema/accounts.ts';
import { invites, members, projects, workspaces } from '../../db/schema/workspaces.ts';
import { hashSecret } from '../auth/secret.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { InviteState, Locale, ProjectRight } from '../domain/enums.ts';
import type { InviteId, ProjectId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import { inviteColumns, inviteState, inviteStateFor, signsUp } from './rows.ts';
import type { InviteGetOutput, InviteOutput, OpenInvite } from './schema.ts';

export type InviteRow = InviteOutput & { state: InviteState };

async function findInvites(ctx: Ctx, member: Member, which: SQL): Promise<InviteRow[]> {
  return ctx.db
    .select({ ...inviteColumns(member), state: inviteState })
    .from(invites)
    .leftJoin(
      projects,
      and(eq(projects.workspaceId, invites.workspaceId), eq(projects.id, invites.projectId)),
    )
    .where(and(eq(invites.workspaceId, member.workspaceId), which))
    .orderBy(desc(invites.createdAt), desc(invites.id));
}

/** The invites that can still be accepted, newest first. */
export async function listOpenInvites(ctx: Ctx, member: Member): Promise<InviteOutput[]> {
  const rows = await findInvites(ctx, member, sql`${inviteState} = 'open'`);
  return rows.map(({ state: _, ...row }) => row);
}

/** An invite of the workspace of the running write, whatever became of it, or NOT_FOUND. */
export async function getInviteForUpdate(ctx: WriteCtx, inviteId: InviteId): Promise<InviteRow> {
  const [row] = await findInvites(ctx, ctx.member, eq(invites.id, inviteId));
  if (!row) throw notFound('invite');
  return row;
}

/** Who invites, from where and in which language: what a mail of the running write tells. */
export async function getInviter(
  ctx: WriteCtx,
): Promise<{ invitedBy: string; workspaceName: string; locale: Locale }> {
  const [row] = await ctx.db
    .select({ invitedBy: users.name, workspaceName: workspaces.name, locale: users.locale })
    .from(users)
    .innerJoin(workspaces, eq(workspaces.id, ctx.member.workspaceId))
    .where(eq(users.id, ctx.member.userId));
  if (!row) throw notFound('workspace');
  return row;
}

/** What the secret of an invite leads to; of one that has ended only that; undefined where there is no such one. */
export async function describeInvite(
  ctx: Ctx,
  secret: string,
): Promise<InviteGetOutput | undefined> {
  const reader = 'userId' in ctx.principal ? ctx.principal.userId : null;
  const [row] = await ctx.db
    .select({
      workspaceName: workspaces.name,
      invitedBy: users.name,
      role: invites.role,
      email: invites.email,
      expiresAt: invites.expiresAt,
      state: inviteStateFor(reader),
      instanceSignUp: sql<OpenInvite['instanceSignUp']>`coalesce(
        (SELECT ${instanceSettings.signUp} FROM ${instanceSettings}), 'open')`,
    })
    .from(invites)
    .innerJoin(
      workspaces,
      and(eq(workspaces.id, invites.workspaceId), isNull(workspaces.deletedAt)),
    )
    .innerJoin(users, eq(users.id, invites.createdBy))
    .where(eq(invites.secretHash, hashSecret(secret)));
  if (!row) return undefined;
  const { state, ...told } = row;
  return state === 'open' ? { state, ...told } : { state };
}

/** True if the secret is of an invite that can be accepted. */
export function isOpenInvite(ctx: Ctx, secret: string): Promise<boolean> {
  return isOf(ctx, secret, sql`${inviteState} = 'open'`);
}

/** True if the secret is of an invite that can be accepted and let nobody sign up yet. */
export function letsSignUp(ctx: Ctx, secret: string): Promise<boolean> {
  return isOf(ctx, secret, signsUp);
}

async function isOf(ctx: Ctx, secret: string, which: SQL): Promise<boolean> {
  const found = await ctx.db
    .select({ id: invites.id })
    .from(invites)
    .innerJoin(
      workspaces,
      and(eq(workspaces.id, invites.workspaceId), isNull(workspaces.deletedAt)),
    )
    .where(and(eq(invites.secretHash, hashSecret(secret)), which));
  return found.length > 0;
}

export type UsedInvite = { projectId: ProjectId | null; right: ProjectRight | null };

/** What the invite that was just accepted brings: a project only where whoever made it sees it now. */
export async function getUsedInvite(ctx: WriteCtx, secretHash: Buffer): Promise<UsedInvite> {
  const maker = { userId: sql`${members.userId}`, role: sql`${members.role}` };
  const [row] = await ctx.db
    .select({ projectId: projects.id, right: invites.right })
    .from(invites)
    .innerJoin(
      members,
      and(eq(members.workspaceId, invites.workspaceId), eq(members.userId, invites.createdBy)),
    )
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, invites.workspaceId), eq(projects.id, invites.projectId)),
    )
    .where(
      and(
        eq(invites.workspaceId, ctx.member.workspaceId),
        eq(invites.secretHash, secretHash),
        projectVisible(maker),
      ),
    );
  return row ?? { projectId: null, right: null };
}
