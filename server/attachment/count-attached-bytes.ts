import { eq, sql } from 'drizzle-orm';
import { attachments } from '../../db/schema/attachments.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';

/** The bytes of all files of a workspace; those that are deleted count until they are purged. */
export async function countAttachedBytes(
  ctx: Ctx,
  { workspaceId }: Pick<Member, 'workspaceId'>,
): Promise<number> {
  const [row] = await ctx.db
    .select({ bytes: sql<number>`coalesce(sum(${attachments.size}), 0)::float8` })
    .from(attachments)
    .where(eq(attachments.workspaceId, workspaceId));
  return row?.bytes ?? 0;
}
