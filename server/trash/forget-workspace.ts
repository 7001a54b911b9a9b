import { sql } from 'drizzle-orm';
import { purgedAnswer } from '../changes/replay.ts';
import type { EndedCtx } from '../changes/write-ended.ts';

/**
 * One step through what the members of a workspace were answered, which lies by person: forgets what it answered. Of
 * what accounts were told of it only that it was stays.
 * @param round where the last step ended
 * @returns how many answers were looked at
 */
export async function forgetWorkspace(
  w: EndedCtx,
  round: { userId: string; opId: string },
  most: number,
): Promise<number> {
  const { db, workspaceId } = w;
  const found = await db.execute<{ user_id: string; op_id: string; looked: number }>(sql`
    WITH page AS (
      SELECT r.user_id, r.op_id, r.workspace_id FROM members m JOIN op_results r ON r.user_id = m.user_id
      WHERE m.workspace_id = ${workspaceId} AND (r.user_id, r.op_id) > (${round.userId}::uuid, ${round.opId}::uuid)
      ORDER BY r.user_id, r.op_id LIMIT ${most}),
    gone AS (
      DELETE FROM op_results r USING page
      WHERE r.user_id = page.user_id AND r.op_id = page.op_id AND page.workspace_id = ${workspaceId})
    SELECT user_id, op_id, (SELECT count(*)::int FROM page) AS looked
    FROM page ORDER BY user_id DESC, op_id DESC LIMIT 1`);
  const [last] = found.rows;
  if (last) {
    round.userId = last.user_id;
    round.opId = last.op_id;
    return last.looked;
  }
  await db.execute(sql`
    UPDATE op_results SET answer = ${JSON.stringify(purgedAnswer)}::jsonb
    WHERE workspace_id IS NULL AND jsonb_path_query_array(answer, '$.**.id') ? ${workspaceId}`);
  return 0;
}
