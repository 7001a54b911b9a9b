import { and, eq } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { GroupId, OpId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { Member } from '../platform/member.ts';

/**
 * The group of a write's changes: the wanted one, or a new one where another person began that already.
 * A group is one person's, or undoing it would take back what others slipped into it.
 */
export async function chooseGroup(
  ctx: Ctx,
  member: Member,
  wanted: GroupId | undefined,
): Promise<GroupId> {
  if (!wanted) return newId<GroupId>(ctx.runtime.clock);
  const began = await beganBy(ctx, member, wanted);
  return began === undefined || began === member.userId
    ? wanted
    : newId<GroupId>(ctx.runtime.clock);
}

/** Who began a group; undefined where nobody did, null where it was the instance. */
async function beganBy(
  ctx: Ctx,
  member: Member,
  groupId: GroupId,
): Promise<UserId | null | undefined> {
  const asOp = groupId as string as OpId;
  if (ctx.shared?.begun.has(asOp)) return ctx.shared.begun.get(asOp);
  const [first] = await ctx.db
    .select({ actorId: changes.actorId })
    .from(changes)
    .where(and(eq(changes.workspaceId, member.workspaceId), eq(changes.groupId, groupId)))
    .orderBy(changes.seq, changes.n)
    .limit(1);
  return first?.actorId;
}
