import type pg from 'pg';
import { quote } from './archive/table-catalog.ts';
import { createPool, sessionSettings } from './client.ts';
import type { Pool } from './client.ts';
import { refusal } from './refusal.ts';

/**
 * Opens a pool through a pooler in transaction mode, which takes no settings at the start of a session and lends
 * another session to each transaction: what ours begin with elsewhere, the role begins with here.
 * Throws a refusal with the mend where it does not, or where the two URLs lead to different servers.
 */
export async function openThroughPooler(url: string, direct: Pool): Promise<Pool> {
  await settleRole(direct);
  const pool = createPool(url, { pooler: true });
  try {
    await requireSettled(pool, await startOf(direct));
    return pool;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Refuses a pooler where a session of one's own is needed: it makes up the pid that it tells its clients. */
export async function refusePooler(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  if ('processID' in client && client.processID === rows[0]?.pid) return;
  throw refusal(
    'DATABASE_URL leads through a pooler: set DATABASE_DIRECT_URL to the Postgres behind it, for the lock and migrations.',
  );
}

type Start = { database: string; started: Date };

const whereAmI = 'current_database() AS database, pg_postmaster_start_time() AS started';

async function startOf(pool: Pool): Promise<Start | undefined> {
  return (await pool.query<Start>(`SELECT ${whereAmI}`)).rows[0];
}

/** A role may set how its own sessions begin. Processes that start together do so one after the other. */
async function settleRole(direct: Pool): Promise<void> {
  const client = await direct.connect();
  try {
    await client.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('cairn role'))");
    const { rows } = await client.query<{ database: string; role: string; set: string[] }>(`
      SELECT current_database() AS database, current_user AS role,
             coalesce((SELECT setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                        WHERE d.datname = current_database() AND s.setrole = current_user::regrole), '{}') AS set`);
    const lines = rows[0] ? alterations(rows[0], rows[0].set) : [];
    for (const line of lines) await client.query(line);
    await client.query('COMMIT');
  } finally {
    // With the settings of before it would go on.
    client.release(true);
  }
}

function alterations(
  { role, database }: { role: string; database: string },
  set: readonly string[] = [],
): string[] {
  return Object.entries(sessionSettings)
    .filter(([name, value]) => !set.includes(`${name}=${value}`))
    .map(
      ([name, value]) =>
        `ALTER ROLE ${quote(role)} IN DATABASE ${quote(database)} SET ${name} = '${value}'`,
    );
}

async function requireSettled(pool: Pool, direct: Start | undefined): Promise<void> {
  const names = Object.keys(sessionSettings);
  const { rows } = await pool.query<Start & { role: string; values: string[] }>(
    `SELECT ${whereAmI}, current_user AS role,
            (SELECT array_agg(current_setting(name) ORDER BY nth) FROM unnest($1::text[]) WITH ORDINALITY AS n (name, nth)) AS values`,
    [names],
  );
  const [said] = rows;
  if (
    !said ||
    said.started.getTime() !== direct?.started.getTime() ||
    said.database !== direct.database
  ) {
    throw refusal('DATABASE_URL and DATABASE_DIRECT_URL lead to different databases: check both.');
  }
  if (Object.values(sessionSettings).every((value, nth) => said.values[nth] === value)) return;
  throw refusal(
    `The pooler in DATABASE_URL gives sessions that begin otherwise than Cairn needs: run "${alterations(said).join('; ')}" as ${said.role}, then RECONNECT in the pooler's console.`,
  );
}
