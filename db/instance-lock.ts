import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { refusePooler } from './pooler.ts';
import { Refusal } from './refusal.ts';

/** Held as long as its connection lives: whoever has it owns the instance. */
export type InstanceLock = {
  /** Called once if the connection ends unasked: the lock is then anybody's. */
  onLost(listener: () => void): void;
  release(): Promise<void>;
};

// Two numbers that no other program should use for an advisory lock of the same database.
const key = [0x43616972, 0x6e];
const patienceMs = 1000;

/**
 * Takes the instance's lock on a connection of its own.
 * Throws `TAKEN` that names the process which holds it, `UNFIT` where a pooler stands in between.
 */
export async function takeInstanceLock(url: string): Promise<InstanceLock> {
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
    await acquire(client);
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
    async release() {
      if (state.ended) return;
      state.ended = true;
      await client.end();
    },
  };
}

/** Waits a moment for the server to notice the end of a process that was just killed. */
async function acquire(client: pg.Client): Promise<void> {
  // A vanished machine must not hold the lock for two hours, nor a quiet day end it.
  await client.query(
    `SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
     SET idle_session_timeout = 0; SET statement_timeout = '5s'`,
  );
  const began = performance.now();
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS taken',
      key,
    );
    if (rows[0]?.taken) return;
    if (performance.now() - began > patienceMs) throw await taken(client);
    await sleep(100);
  }
}

async function taken(client: pg.Client): Promise<Refusal> {
  const { rows } = await client.query<{ name: string | null }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2
        AND l.objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    key,
  );
  const [, pid, host] = /^cairn pid=(\d+) host=(.*)$/.exec(rows[0]?.name ?? '') ?? [];
  const who = pid ? `as pid ${pid} on ${host}` : 'on this database';
  return new Refusal('TAKEN', `Cairn is already running ${who}: use that one, or stop it first.`);
}
