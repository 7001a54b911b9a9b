import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { UserId } from '../domain/ids.ts';

/** In which workspaces people are now, as one text for each of them that is another when that changes. */
export async function readMemberships(
  db: Db,
  people: readonly UserId[],
): Promise<ReadonlyMap<UserId, string>> {
  const { rows } = await db.execute<{ user_id: UserId; workspaces: string }>(sql`
    SELECT m.user_id, string_agg(m.workspace_id::text, ' ' ORDER BY m.workspace_id) AS workspaces
    FROM members m JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
    WHERE m.user_id = ANY(${sql.param([...people])}::uuid[]) AND m.removed_at IS NULL
    GROUP BY m.user_id`);
  return new Map(rows.map((row) => [row.user_id, row.workspaces]));
}
