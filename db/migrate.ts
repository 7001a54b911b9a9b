import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import type { PoolClient } from 'pg';
import { ArchiveError } from './archive/archive-error.ts';
import { databaseVersion, readMigrations } from './archive/schema-version.ts';
import { listTables } from './archive/table-catalog.ts';
import type { Pool } from './client.ts';
import { refusal } from './refusal.ts';

export const migrationsFolder = fileURLToPath(new URL('../drizzle', import.meta.url));

const newer =
  'The database is newer than this Cairn: update Cairn, or restore a backup from before into an empty database.';
const otherLine =
  'The database was made by another line of Cairn: point CAIRN_DATA or DATABASE_URL to another one, or use that Cairn.';

const occupied = (table: string) =>
  `The database holds tables of another program (${table}): point DATABASE_URL to an empty database of its own.`;

/**
 * The tags of the migrations that the database still lacks, in their order.
 * Throws a refusal when the database is newer than the code, of another line, or another program's.
 */
export async function pendingMigrations(pool: Pool, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    const { index } = await databaseVersion(client, migrations);
    return migrations.slice(index + 1).map(({ tag }) => tag);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    if (error.code !== 'NOT_CAIRN')
      throw refusal(error.code === 'SCHEMA_NEWER' ? newer : otherLine, error);
    const [foreign] = await listTables(client);
    if (foreign) throw refusal(occupied(foreign.name), error);
    return migrations.map(({ tag }) => tag);
  } finally {
    client.release();
  }
}

/** True when the database holds what somebody would miss. */
export async function hasData(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`SELECT to_regclass('public.users') IS NOT NULL AS made`);
  if (rows[0]?.made !== true) return false;
  const found = await pool.query('SELECT 1 FROM users LIMIT 1');
  return found.rows.length > 0;
}

/**
 * Brings the database to the code's schema, in one transaction; others who migrate wait.
 * Throws a refusal that names what Postgres said; nothing has changed then.
 */
export async function migrate(pool: Pool, folder = migrationsFolder): Promise<void> {
  const client = await pool.connect();
  try {
    await apply(client, folder);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw refusal(`The database cannot be migrated, and is as it was: ${said}.`, error);
  } finally {
    // With its settings, its lock ends too.
    client.release(true);
  }
}

async function apply(client: PoolClient, folder: string): Promise<void> {
  await client.query(`SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;`);
  await client.query(`SELECT pg_advisory_lock(hashtext('cairn migrate'))`);
  // Its own tables are made "if not exists", which Postgres announces each time.
  await client.query(`SET client_min_messages = warning`);
  await runMigrations(drizzle(client), { migrationsFolder: folder });
}
