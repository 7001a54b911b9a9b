import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkAgreements } from './agreements.ts';
import { refusePooler } from './pooler.ts';
import { Refusal } from './refusal.ts';

/** Held as long as its connection lives: whoever has it owns the instance, alone or beside others. */
export type InstanceLock = {
  /** Called once if the connection ends unasked: the lock is then anybody's. */
  onLost(listener: () => void): void;
  /** Takes the background work, or says that it is held still; false while another process has it. */
  takeWork(): Promise<boolean>;
  release(): Promise<void>;
};

export type InstanceLockOptions = {
  /** Others who say the same may hold it too: those with a `REDIS_URL`. */
  beside: boolean;
  /** Starts and stops the server of this database, which one process may. */
  keepsServer?: boolean;
  /** What all who hold it must have alike, by name; a hash of it is seen in the database. */
  alike?: Record<string, string>;
};

// Pairs of numbers that no other program should use for an advisory lock of the same database.
const key = [0x43616972, 0x6e];
const workKey = [0x43616972, 0x77];
const serverKey = [0x43616972, 0x73];
const patienceMs = 1000;

/**
 * Takes the instance's lock on a connection of its own.
 * Throws `TAKEN` that names the process which holds it, and what lets two run side by side; `UNFIT` where a pooler
 * stands in between.
 */
export async function takeInstanceLock(
  url: string,
  { beside, keepsServer = false, alike = {} }: InstanceLockOptions,
): Promise<InstanceLock> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `cairn pid=${process.pid} host=${hostname()}`.slice(0, 63),
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const state = { ended: false, lost: () => {} };
  const end = () => {
    if (state.ended) return;
    state.ended = true;
    state.lost();
  };
  client.on('error', end);
  client.on('end', end);
  await client.connect();
  try {
    await refusePooler(client);
    await begin(client);
    const call = beside ? 'pg_try_advisory_xact_lock_shared' : 'pg_try_advisory_xact_lock';
    if (!(await acquire(client, call, key))) throw await taken(client, key, beside);
    if (keepsServer && !(await acquire(client, 'pg_try_advisory_xact_lock', serverKey)))
      throw await taken(client, serverKey, false);
    if (beside) await checkAgreements(client, alike);
  } catch (error) {
    state.ended = true;
    await client.end();
    throw error;
  }
  return {
    onLost(listener) {
      state.lost = listener;
      if (state.ended) listener();
    },
    async takeWork() {
      if (state.ended) return false;
      try {
        return await attempt(client, 'pg_try_advisory_xact_lock', workKey);
      } catch {
        // Whatever failed has ended the transaction, and the lock with it.
        await client.end().catch(() => undefined);
        end();
        return false;
      }
    },
    async release() {
      if (state.ended) return;
      state.ended = true;
      await client.end();
    },
  };
}

async function begin(client: pg.Client): Promise<void> {
  // The transaction reads nothing, so it keeps no row from being vacuumed.
  await client.query('BEGIN');
  await client.query(settings);
}

/** Waits a moment for the server to notice the end of a process that was just killed. */
async function acquire(client: pg.Client, call: string, pair: number[]): Promise<boolean> {
  const began = performance.now();
  while (!(await attempt(client, call, pair))) {
    if (performance.now() - began > patienceMs) return false;
    await sleep(100);
  }
  return true;
}

// A vanished machine must not hold the lock for two hours, nor a quiet day end it.
const settings = `
  SELECT set_config(s.name, w.value, true) FROM pg_settings s JOIN (VALUES
    ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'),
    ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'), ('statement_timeout', '5s')
  ) w (name, value) USING (name)`;

async function attempt(client: pg.Client, call: string, pair: number[]): Promise<boolean> {
  // With parameters the statement would stay open until the next, and its snapshot with it.
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT ${call}(${pair.join(', ')}) AS taken`,
  );
  return rows[0]?.taken === true;
}

async function taken(client: pg.Client, pair: number[], beside: boolean): Promise<Refusal> {
  const { rows } = await client.query<{ name: string | null; alone: boolean }>(
    `SELECT a.application_name AS name, l.mode = 'ExclusiveLock' AS alone
       FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2
        AND l.objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY a.backend_start LIMIT 1`,
    pair,
  );
  const [, pid, host] = /^cairn pid=(\d+) host=(.*)$/.exec(rows[0]?.name ?? '') ?? [];
  const who = pid ? `as pid ${pid} on ${host}` : 'on this database';
  return new Refusal('TAKEN', `Cairn is already running ${who}${mend(beside, rows[0]?.alone)}`);
}

function mend(beside: boolean, alone = true): string {
  if (beside)
    return ' without REDIS_URL, so alone: give it the same REDIS_URL and start it again, or stop it.';
  if (alone)
    return ': use that one, or stop it first. Several on one database need REDIS_URL, the same for each.';
  return ' with REDIS_URL: stop it first, or give this one the same REDIS_URL to run beside it.';
}
