import type { PoolClient } from 'pg';
import type { Pool } from './client.ts';
import { pendingMigrations } from './migrate.ts';
import { errnoOf, refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { sqlState } from '../server/domain/postgres-error.ts';

/** What a server says of itself that decides whether it is fit. */
export type ServerFacts = {
  version: number;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
  encoding: string;
  standby: boolean;
  database: string;
  role: string;
  may_create: boolean;
  may_create_schema: boolean;
};

const extensions = ['pg_trgm', 'unaccent'];

/**
 * Refuses a database on which Cairn's promises do not hold: unreachable, too old, not durable,
 * read-only, without rights or extensions, or newer than the code. Makes the extensions.
 * Throws a refusal: one line with the mend.
 * @param migrations the folder of the migrations, where it is not the project's
 */
export async function preflight(pool: Pool, migrations?: string): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unreachable(error);
  });
  try {
    const trouble = unfit(await readFacts(client));
    if (trouble) throw refusal(trouble);
    for (const extension of extensions) await makeExtension(client, extension);
  } finally {
    client.release();
  }
  await pendingMigrations(pool, migrations);
}

async function readFacts(client: PoolClient): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(`
    SELECT current_setting('server_version_num')::int AS version,
           current_setting('fsync') AS fsync,
           current_setting('full_page_writes') AS full_page_writes,
           current_setting('synchronous_commit') AS synchronous_commit,
           current_setting('server_encoding') AS encoding,
           pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS standby,
           current_database() AS database, current_user AS role,
           has_schema_privilege('public', 'CREATE') AS may_create,
           has_database_privilege(current_database(), 'CREATE') AS may_create_schema`);
  const [facts] = rows;
  if (!facts) throw refusal('The database does not say what it is: check DATABASE_URL.');
  return facts;
}

/** Why these facts rule a server out, in one line with the mend; undefined when they do not. */
export function unfit(facts: ServerFacts): string | undefined {
  if (facts.version < 150_000) {
    const version = `${Math.floor(facts.version / 10_000)}`;
    return `The database is Postgres ${version}, Cairn needs 15 or newer: point DATABASE_URL to one.`;
  }
  const off = (['fsync', 'full_page_writes', 'synchronous_commit'] as const).filter(
    (name) => facts[name] === 'off',
  );
  if (off.length > 0) {
    const mend = off.map((name) => `ALTER SYSTEM SET ${name} = on;`).join(' ');
    return `Postgres runs with ${off.join(', ')} off and would lose acknowledged work in a crash: run "${mend} SELECT pg_reload_conf();", and look for ALTER ROLE or ALTER DATABASE that set it.`;
  }
  if (facts.standby) {
    return `The database ${facts.database} is read-only: point DATABASE_URL to the primary server.`;
  }
  if (facts.encoding !== 'UTF8') {
    return `The database ${facts.database} is encoded in ${facts.encoding}: make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`;
  }
  if (!facts.may_create || !facts.may_create_schema) {
    const { database, role } = facts;
    return `The role ${role} may not make tables: an administrator must run in ${database} 'GRANT CREATE ON DATABASE "${database}" TO "${role}"; GRANT CREATE ON SCHEMA public TO "${role}";'.`;
  }
  return undefined;
}

async function makeExtension(client: PoolClient, name: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_extension WHERE extname = $1', [name]);
  if (found.rows.length > 0) return;
  try {
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  } catch (error) {
    const state = sqlState(error);
    if (state === '0A000' || state === '58P01') {
      throw refusal(
        `The Postgres server lacks the extension ${name}: install its contrib package (postgresql-contrib).`,
        error,
      );
    }
    const sql = extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${extension};`);
    throw refusal(
      `The extension ${name} cannot be made: an administrator must run in this database "${sql.join(' ')}".`,
      error,
    );
  }
}

const byState: Record<string, string> = {
  '28P01': 'it refuses the password: check user and password in DATABASE_URL',
  '28000': 'it refuses this user or host: check pg_hba.conf there',
  '3D000': 'it has no such database: make it with CREATE DATABASE',
  '53300': 'it has no connection left: raise its max_connections',
  '57P03': 'it is starting or stopping: try again in a moment',
};

const byErrno: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there: start it, or check host and port in DATABASE_URL',
  ENOENT: 'its socket is not there: start it, or check the path in DATABASE_URL',
  ENOTFOUND: 'its host name is unknown: check DATABASE_URL',
  EAI_AGAIN: 'its host name cannot be looked up now: check the network',
  EACCES: 'its socket is closed to this user: check who may use it',
};

/** One line for a connection that did not come about; never with the password. */
export function unreachable(error: unknown): Refusal {
  const nested = error instanceof AggregateError ? error.errors[0] : error;
  const code = sqlState(nested) ?? errnoOf(nested) ?? '';
  const said = nested instanceof Error ? nested.message : String(nested);
  const why = byState[code] ?? byErrno[code] ?? `${said}: check DATABASE_URL and the network`;
  return refusal(`The database cannot be reached: ${why}.`, error);
}
