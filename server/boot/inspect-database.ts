import { readMigrations } from '../../db/archive/schema-version.ts';
import type { Pool } from '../../db/client.ts';
import { migrationsFolder } from '../../db/migrate.ts';
import type { DatabaseFacts, Inspection } from '../cli/doctor/facts.ts';
import { createClock } from '../platform/clock.ts';

const wanted = ['pg_trgm', 'unaccent'];

/** Asks a database about itself, and notes by this process's own clock when. */
export async function inspectDatabase(pool: Pool): Promise<Inspection> {
  const ran = await migrationsOf(pool);
  const code = await readMigrations(migrationsFolder);
  const clock = createClock();
  const before = clock.now().getTime();
  const { rows } = await pool.query<Omit<DatabaseFacts, 'migrations'>>(
    `SELECT current_setting('server_version_num')::int AS "versionNumber",
            current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding,
            json_build_object('fsync', current_setting('fsync'),
              'full_page_writes', current_setting('full_page_writes'),
              'synchronous_commit', current_setting('synchronous_commit')) AS settings,
            (SELECT coalesce(json_object_agg(name, CASE
                WHEN EXISTS (SELECT FROM pg_extension e WHERE e.extname = name) THEN 'installed'
                WHEN EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = w.name)
                  THEN 'available' ELSE 'missing' END), '{}')
               FROM unnest($1::text[]) AS w (name)) AS extensions,
            pg_database_size(current_database())::float8 AS size,
            current_setting('max_connections')::int AS "maxConnections",
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend')
              AS "usedConnections",
            clock_timestamp() AS now`,
    [wanted],
  );
  const facts = rows[0];
  if (!facts) throw new Error('Postgres answered nothing');
  return {
    facts: { ...facts, migrations: ran },
    migrations: code.map(({ when }) => when),
    clock: (before + clock.now().getTime()) / 2,
  };
}

async function migrationsOf(pool: Pool): Promise<number[]> {
  const table = await pool.query<{ name: string | null }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations') AS name`,
  );
  if (!table.rows[0]?.name) return [];
  const { rows } = await pool.query<{ at: number }>(
    'SELECT created_at::float8 AS at FROM drizzle.__drizzle_migrations ORDER BY created_at',
  );
  return rows.map(({ at }) => at);
}
