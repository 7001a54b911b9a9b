import { sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { purgeableBy, trashOf } from './rows.ts';

/** How many things lie in the trash that the member may purge. */
export async function countTrash(ctx: Ctx, member: Member, until?: string): Promise<number> {
  const narrow = (table: unknown) =>
    until === undefined ? sql`true` : sql`${table}.deleted_at <= ${until}::timestamptz`;
  const found = await ctx.db.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${trashOf(member, { narrow })} things WHERE ${purgeableBy(member)}`,
  );
  return found.rows[0]?.count ?? 0;
}
