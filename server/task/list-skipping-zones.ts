import { sql } from 'drizzle-orm';
import type { Runtime } from '../platform/runtime.ts';

/** The zones of open tasks that leave missed days behind: one step in `tasks_skipping` for each. */
export async function listSkippingZones({ db }: Pick<Runtime, 'db'>): Promise<string[]> {
  const next = sql`SELECT t.time_zone FROM tasks t
    WHERE t.missed_policy = 'skip' AND t.is_open AND t.paused_at IS NULL`;
  const { rows } = await db.execute<{ zone: string }>(sql`
    WITH RECURSIVE zones AS (
      (${next} ORDER BY t.time_zone LIMIT 1)
      UNION ALL
      SELECT (${next} AND t.time_zone > zones.time_zone ORDER BY t.time_zone LIMIT 1)
      FROM zones WHERE zones.time_zone IS NOT NULL)
    SELECT time_zone AS zone FROM zones WHERE time_zone IS NOT NULL`);
  return rows.map(({ zone }) => zone);
}
