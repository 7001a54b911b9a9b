import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { planForMany } from './plan-for-many.ts';
import { fingerprintOf } from './rows.ts';
import type { ImportRow } from './scope.ts';

/**
 * What is left of the items once they are written: a fingerprint of each field, for the next import to compare
 * with. Those of earlier imports that this one replaces are deleted.
 */
export async function keepFingerprints(db: Db, row: ImportRow): Promise<void> {
  const { workspaceId, id, format } = row;
  await planForMany(db);
  await db.execute(sql`
    DELETE FROM import_items o USING imports p, import_items n
    WHERE p.workspace_id = ${workspaceId} AND p.format = ${format} AND p.state = 'done' AND p.id <> ${id}
      AND o.workspace_id = p.workspace_id AND o.import_id = p.id AND o.kind <> 'project'
      AND n.workspace_id = ${workspaceId} AND n.import_id = ${id} AND n.kind = o.kind AND n.source_id = o.source_id`);
  await db.execute(sql`
    UPDATE import_items SET data = ${fingerprintOf(sql`data`)}
    WHERE workspace_id = ${workspaceId} AND import_id = ${id}`);
}
