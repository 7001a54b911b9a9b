import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { purgedAnswer } from '../changes/replay.ts';
import { bug } from '../platform/bugs.ts';

/** So many rows are blanked by one statement. */
const atOnce = 500;

/**
 * Takes what things said out of history and out of the answers that are remembered; that they were stays. However
 * much one thing said, each statement blanks some of it.
 * @param hasRoom false once the transaction should end
 * @returns false where something is left for the next
 */
export async function blankChanges(
  w: WriteCtx,
  ids: readonly string[],
  hasRoom: () => boolean = () => true,
): Promise<boolean> {
  const { workspaceId } = w.member;
  const those = sql`ANY(${sql.param(ids)}::uuid[])`;
  const before = bug('purge-keeps-text') ? sql`before` : sql`'{}'::jsonb`;
  const blankings = [
    ...([sql`task_id`, sql`entity_id`] satisfies SQL[]).map(
      (column) => sql`UPDATE changes SET before = ${before}, after = '{}' WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM changes WHERE workspace_id = ${workspaceId} AND ${column} = ${those}
          AND (before <> '{}' OR after <> '{}') LIMIT ${atOnce}))`,
    ),
    sql`UPDATE op_results SET answer = ${JSON.stringify(purgedAnswer)}::jsonb WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM op_results WHERE workspace_id = ${workspaceId}
        AND jsonb_path_query_array(answer, '$.**.id') ?| ${sql.param(ids)}::text[] LIMIT ${atOnce}))`,
  ];
  for (const blanking of blankings) {
    for (let blanked = atOnce; blanked === atOnce;) {
      blanked = (await w.db.execute(blanking)).rowCount ?? 0;
      if (blanked === atOnce && !hasRoom()) return false;
    }
  }
  return true;
}
