import { sql } from 'drizzle-orm';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../platform/context.ts';
import { planForMany } from './plan-for-many.ts';
import { comparedFields } from './rows.ts';
import type { ImportRow } from './scope.ts';

/**
 * Notes at each item in which fields it differs from the last import of the same thing, so that what people
 * here have changed since is only overwritten by what the source changed too. Imports taken back do not count.
 */
export async function markChangedItems(
  ctx: Ctx,
  { workspaceId, id, format }: ImportRow,
): Promise<void> {
  await transaction(ctx.runtime.pool, async (db) => {
    await planForMany(db);
    await db.execute(sql`
      UPDATE import_items n SET data = n.data || jsonb_build_object('changed', (
        SELECT coalesce(jsonb_agg(f.key), '[]') FROM (
          SELECT e.key FROM jsonb_each(n.data) e
          WHERE e.key = ANY(${comparedFields}) AND md5(e.value::text) IS DISTINCT FROM o.data->>e.key
          UNION ALL SELECT 'parentSourceId' WHERE n.parent_source_id IS DISTINCT FROM o.parent_source_id) f))
      FROM (
        SELECT DISTINCT ON (i.kind, i.source_id) i.kind, i.source_id, i.parent_source_id, i.data
        FROM imports p JOIN import_items i ON i.workspace_id = p.workspace_id AND i.import_id = p.id
        WHERE p.workspace_id = ${workspaceId} AND p.format = ${format} AND p.state = 'done' AND p.id <> ${id}
        ORDER BY i.kind, i.source_id, p.finished_at DESC) o
      WHERE n.workspace_id = ${workspaceId} AND n.import_id = ${id} AND n.kind = o.kind AND n.source_id = o.source_id`);
  });
}
