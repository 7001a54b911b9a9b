import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { purgedAnswer } from '../changes/replay.ts';
import { bug } from '../platform/bugs.ts';

/** Takes what things said out of history and out of the answers that are remembered; that they were stays. */
export async function blankChanges(w: WriteCtx, ids: readonly string[]): Promise<void> {
  const { workspaceId } = w.member;
  const those = sql`ANY(${sql.param(ids)}::uuid[])`;
  const before = bug('purge-keeps-text') ? sql`before` : sql`'{}'::jsonb`;
  for (const column of [sql`task_id`, sql`entity_id`] satisfies SQL[]) {
    await w.db.execute(sql`
      UPDATE changes SET before = ${before}, after = '{}'
      WHERE workspace_id = ${workspaceId} AND ${column} = ${those} AND (before <> '{}' OR after <> '{}')`);
  }
  await w.db.execute(sql`
    UPDATE op_results SET answer = ${JSON.stringify(purgedAnswer)}::jsonb
    WHERE workspace_id = ${workspaceId}
      AND jsonb_path_query_array(answer, '$.**.id') ?| ${sql.param(ids)}::text[]`);
}
