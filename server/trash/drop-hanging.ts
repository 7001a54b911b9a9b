import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';

/** So many rows go in one statement. */
const atOnce = 500;

/** Rows that hang from things, by table and the column that names these. */
export type Hanging = readonly (readonly [table: string, column: string])[];

/**
 * Removes what hangs from things, table by table, some rows at a time.
 * @param hasRoom false once the transaction should end
 * @returns false where something is left for the next
 */
export async function dropHanging(
  w: WriteCtx,
  { hanging, ids }: { hanging: Hanging; ids: readonly string[] },
  hasRoom: () => boolean,
): Promise<boolean> {
  for (const [table, column] of hanging) {
    for (let dropped = atOnce; dropped === atOnce;) {
      const gone = await w.db.execute(sql`
        DELETE FROM ${sql.identifier(table)} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM ${sql.identifier(table)} WHERE workspace_id = ${w.member.workspaceId}
            AND ${sql.identifier(column)} = ANY(${sql.param(ids)}::uuid[]) LIMIT ${atOnce}))`);
      dropped = gone.rowCount ?? 0;
      if (dropped === atOnce && !hasRoom()) return false;
    }
  }
  return true;
}
