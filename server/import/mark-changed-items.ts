import { sql } from 'drizzle-orm';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../platform/context.ts';
import { planForMany } from './plan-for-many.ts';
import { fingerprintOf } from './rows.ts';
import type { ImportRow } from './scope.ts';

/**
 * Notes at each item in which fields it differs from the last import of the same thing, so that what people
 * here have changed since is only overwritten by what the source changed too. Of an import that failed counts
 * what it had written; one that was taken back does not count.
 */
export async function markChangedItems(
  ctx: Ctx,
  { workspaceId, id, format }: ImportRow,
): Promise<void> {
  await transaction(ctx.runtime.pool, async (db) => {
    await planForMany(db);
    await db.execute(sql`
      UPDATE import_items n SET data = n.data || jsonb_build_object(
        'changed', (
          SELECT coalesce(jsonb_agg(f.key), '[]') FROM (
            SELECT e.key FROM jsonb_each(${fingerprintOf(sql`n.data`)}) e WHERE e.value IS DISTINCT FROM o.fingerprint->e.key
            UNION ALL SELECT 'parentSourceId' WHERE n.parent_source_id IS DISTINCT FROM o.parent_source_id) f),
        'labelsBefore', coalesce(o.fingerprint->'labelSourceIds', '[]'))
      FROM (
        SELECT DISTINCT ON (i.kind, i.source_id) i.kind, i.source_id, i.parent_source_id,
          CASE p.state WHEN 'done' THEN i.data ELSE ${fingerprintOf(sql`i.data`)} END AS fingerprint
        FROM imports p JOIN import_items i ON i.workspace_id = p.workspace_id AND i.import_id = p.id
        WHERE p.workspace_id = ${workspaceId} AND p.format = ${format} AND p.id <> ${id}
          AND (p.state = 'done' OR (p.state = 'failed' AND i.ordinal <= p.done))
        ORDER BY i.kind, i.source_id, coalesce(p.finished_at, p.created_at) DESC) o
      WHERE n.workspace_id = ${workspaceId} AND n.import_id = ${id} AND n.kind = o.kind AND n.source_id = o.source_id`);
  });
}
