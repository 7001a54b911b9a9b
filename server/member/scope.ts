import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { members } from '../../db/schema/workspaces.ts';
import { liveUser } from '../auth/sessions.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import { memberColumns } from './rows.ts';
import type { MemberOutput } from './schema.ts';

/** SQL: true where the reader may know the person of the row of `members`; a guest those in the projects they see. */
export function personKnown(reader: Member): SQL {
  if (reader.role !== 'guest') return sql`true`;
  return sql`(${members.userId} = ${reader.userId} OR EXISTS (
    SELECT 1 FROM projects
    WHERE projects.workspace_id = ${members.workspaceId} AND projects.inbox_of IS NULL AND ${projectVisible(reader)}
      AND ((NOT projects.is_private AND ${members.role} <> 'guest') OR EXISTS (
        SELECT 1 FROM project_members pm WHERE pm.workspace_id = projects.workspace_id
          AND pm.project_id = projects.id AND pm.user_id = ${members.userId}))))`;
}

/** The people of the workspace whom the reader may know, those who left among them; one alone where named. */
export async function listMemberRows(
  ctx: Ctx,
  reader: Member,
  userId?: UserId,
): Promise<MemberOutput[]> {
  return ctx.db
    .select(memberColumns(reader))
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, reader.workspaceId),
        userId ? eq(members.userId, userId) : undefined,
        personKnown(reader),
      ),
    )
    .orderBy(users.name, users.id);
}

/** Someone who is a member now and whom the reader may know, or NOT_FOUND. */
export async function getMemberRow(
  ctx: Ctx,
  reader: Member,
  userId: UserId,
): Promise<MemberOutput> {
  const [row] = await listMemberRows(ctx, reader, userId);
  if (!row || row.removedAt) throw notFound('member');
  return row;
}

/** Someone who is a member now, for a write that changes what they may. */
export async function getMemberForUpdate(ctx: WriteCtx, userId: UserId): Promise<MemberOutput> {
  return getMemberRow(ctx, ctx.member, userId);
}

/**
 * Refuses to take the ownership of the last one who has it; who cannot sign in does not count. Under the
 * workspace's lock, so two owners who give up at once cannot both be told that the other stays.
 */
export async function requireOtherOwner(ctx: WriteCtx, userId: UserId): Promise<void> {
  const others = await ctx.db
    .select({ userId: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, ctx.member.workspaceId),
        eq(members.role, 'owner'),
        isNull(members.removedAt),
        ne(members.userId, userId),
        liveUser,
      ),
    )
    .limit(1);
  if (others.length > 0) return;
  const message = 'A workspace needs an owner. Make someone else an owner first, or delete it.';
  throw new CairnError('CONFLICT', message);
}
