import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

/** What a failed or refused call may leave behind: when something was last used. */
const unsteady = new Set(['sessions', 'tokens', 'sign_in_failures', 'known_devices']);

/** One checksum for each table of the database, over all its rows: equal means that nothing at all changed. */
export async function snapshot(db: Db): Promise<Record<string, string>> {
  const tables = await db.execute<{ name: string }>(sql`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`);
  const sums = tables.rows
    .filter((table) => !unsteady.has(table.name))
    .map(
      ({ name }) => sql`SELECT ${name}::text AS name,
        count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${sql.identifier(name)} t`,
    );
  const found = await db.execute<{ name: string; sum: string }>(sql.join(sums, sql` UNION ALL `));
  return Object.fromEntries(found.rows.map((row) => [row.name, row.sum]));
}
