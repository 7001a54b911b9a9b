import { sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { getTrashPlace } from './get-trash-place.ts';
import { purgeableBy, trashOf } from './rows.ts';

/** So many deleted rows are looked at. */
const mostCounted = 1000;

/** How many things among those deleted last the member may purge, and whether these are all that lie in the trash. */
export async function countTrash(
  ctx: Ctx,
  member: Member,
): Promise<{ purgeable: number; countedAll: boolean }> {
  const end = await getTrashPlace(ctx, member, { part: {}, most: mostCounted, newest: true });
  const narrow = (table: unknown) =>
    end === null
      ? sql`true`
      : sql`(${table}.deleted_at, ${table}.id) >= (${end[0]}::timestamptz, ${end[1]}::uuid)`;
  const found = await ctx.db.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${trashOf(member, { narrow })} things WHERE ${purgeableBy(member)}`,
  );
  return { purgeable: found.rows[0]?.count ?? 0, countedAll: end === null };
}
