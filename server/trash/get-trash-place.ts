import { sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { isInPart } from './rows.ts';
import type { TrashPart, TrashPlace } from './rows.ts';
import { trashEntities } from './schema.ts';

/**
 * Where the first so many deleted rows of a part of the trash end, whoever sees them: what is asked up to there is
 * bounded, however much lies in the trash.
 * @returns null where fewer lie there
 */
export async function getTrashPlace(
  ctx: Ctx,
  { workspaceId }: Pick<Member, 'workspaceId'>,
  { part, most, newest = false }: { part: TrashPart; most: number; newest?: boolean },
): Promise<TrashPlace | null> {
  const order = newest ? sql`deleted_at DESC, id DESC` : sql`deleted_at, id`;
  const each = trashEntities.map((entity) => {
    const table = sql.identifier(`${entity}s`);
    return sql`(SELECT deleted_at, id FROM ${table}
      WHERE workspace_id = ${workspaceId} AND deleted_at IS NOT NULL AND purging_at IS NULL AND ${isInPart(part)(sql`${table}`)}
      ORDER BY ${order} LIMIT ${most})`;
  });
  const found = await ctx.db.execute<{ deleted_at: string; id: string }>(sql`
    SELECT deleted_at::text, id FROM (${sql.join(each, sql` UNION ALL `)}) first
    ORDER BY ${order} OFFSET ${most - 1} LIMIT 1`);
  const [row] = found.rows;
  return row ? [row.deleted_at, row.id] : null;
}
