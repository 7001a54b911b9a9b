import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { UserId } from '../domain/ids.ts';

/** What each of these people was notified of last, and whether they read it, as a text to compare; '' for nothing. */
export async function readNotified(
  db: Db,
  userIds: readonly UserId[],
): Promise<Map<UserId, string>> {
  const { rows } = await db.execute<{ user_id: UserId; last: string | null }>(sql`
    SELECT u.id AS user_id, (
      SELECT n.id || ' ' || (n.read_at IS NULL) FROM notifications n
      WHERE n.user_id = u.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1) AS last
    FROM unnest(${sql.param([...userIds])}::uuid[]) u(id)`);
  return new Map(rows.map(({ user_id, last }) => [user_id, last ?? '']));
}
