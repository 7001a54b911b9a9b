import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

/** Counts attempts, refused ones too, on transactions of its own. */
const unsteady = 'sign_in_failures';

/** When something was last used, and what follows from it: a call that changes nothing may say so. */
const rolling: Record<string, string[]> = {
  sessions: ['last_used_at', 'expires_at'],
  tokens: ['last_used_at'],
  known_devices: ['last_used_at'],
};

/** One checksum for each table of the database, over all its rows: equal means that nothing at all changed. */
export async function snapshot(db: Db): Promise<Record<string, string>> {
  const tables = await db.execute<{ name: string }>(sql`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ${unsteady} ORDER BY 1`);
  const sums = tables.rows.map(
    ({ name }) => sql`SELECT ${name}::text AS name,
      count(*) || ':' || coalesce(sum(hashtextextended(${rowOf(name)}, 0)), 0) AS sum FROM ${sql.identifier(name)} t`,
  );
  const found = await db.execute<{ name: string; sum: string }>(sql.join(sums, sql` UNION ALL `));
  return Object.fromEntries(found.rows.map((row) => [row.name, row.sum]));
}

/** The tables in which a running transaction differs from a snapshot; most have written nothing at all. */
export async function changedSince(db: Db, before: Record<string, string>): Promise<string[]> {
  const wrote = await db.execute(sql`SELECT 1 WHERE pg_current_xact_id_if_assigned() IS NOT NULL`);
  if (wrote.rows.length === 0) return [];
  const after = await snapshot(db);
  return Object.keys(after).filter((table) => after[table] !== before[table]);
}

function rowOf(table: string): SQL {
  const columns = rolling[table];
  return columns ? sql`(to_jsonb(t) - ${sql.param(columns)}::text[])::text` : sql`t::text`;
}
