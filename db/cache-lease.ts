import type pg from 'pg';
import { sqlState } from '../server/domain/postgres-error.ts';
import type { Pool } from './client.ts';
import { dataEpoch } from './data-epoch.ts';

/** What Postgres says of the cache: under which generation, and with which Redis masters, it may be used. */
export type Lease = {
  generation: string;
  enabled: boolean;
  masters: string[];
  /** Times in a row that it had to be disabled. */
  failures: number;
  /** Seconds since it was changed, by the database's clock. */
  age: number;
  /** It was written for this very Postgres and this very state of its data. */
  anchored: boolean;
};

/** Two numbers that no other program should use for an advisory lock of the same database. */
const key = '1130457458, 27745';

/** A Postgres that restarted, was promoted or restored may hold older data than what was cached of it. */
const anchor = `(pg_postmaster_start_time()::text || ' ' || ${dataEpoch})`;

/** SQL: it was written for this very Postgres and this very state of its data. */
const anchored = `anchor = ${anchor}`;

const columns = `${anchored} AS anchored, generation, enabled, masters, failures,
  extract(epoch FROM clock_timestamp() - changed_at)::float8 AS age`;

/**
 * SQL that a writer sends with its BEGIN: nobody enables another generation until its transaction has ended,
 * and the last result is the lease as it then is.
 */
export const leaseForWriters = `SELECT pg_advisory_xact_lock_shared(${key}); SELECT ${columns} FROM cache_leases`;

/** Reads the lease; null before there is one. */
export async function readLease(pool: Pool): Promise<Lease | null> {
  const { rows } = await pool.query<Lease>(`SELECT ${columns} FROM cache_leases`);
  return rows[0] ?? null;
}

/**
 * Ends the use of a generation, for every process within the second for which they believe what they read.
 * @param failed false where it ends in good order, so that the next one need not wait
 */
export async function disableLease(
  pool: Pool,
  { generation, failed }: { generation: string; failed: boolean },
): Promise<void> {
  await pool.query(
    `UPDATE cache_leases SET enabled = false, failures = failures + $2, changed_at = clock_timestamp()
      WHERE generation = $1 AND enabled`,
    [generation, failed ? 1 : 0],
  );
}

export type Enabling = {
  /** The generation that was read, and has ended; null where there was no lease. */
  seen: string | null;
  generation: string;
  masters: readonly string[];
  /** Waits for writers at work for 200 ms at most, and new ones wait behind it; else it is tried once. */
  patient: boolean;
};

/** Whoever stops in the middle of it holds writers up for half a second at most. */
const limits = `SET LOCAL lock_timeout = '200ms'; SET LOCAL idle_in_transaction_session_timeout = '500ms'`;

/**
 * Begins a generation while no writer is at work: each has then marked what it touched, or committed before.
 * @returns false where another process was first, or writers were too busy
 */
export async function enableLease(pool: Pool, enabling: Enabling): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await begin(client, enabling);
  } catch (error) {
    broken = error instanceof Error ? error : new Error('beginning a generation failed');
    if (sqlState(error) !== lockTimeout) throw error;
    return false;
  } finally {
    // One that gave up waiting is left too: its transaction ends with it.
    client.release(broken);
  }
}

const lockTimeout = '55P03';

async function begin(client: pg.PoolClient, enabling: Enabling): Promise<boolean> {
  const { seen, generation, masters, patient } = enabling;
  const take = patient ? 'pg_advisory_xact_lock' : 'pg_try_advisory_xact_lock';
  const results: unknown = await client.query(`BEGIN; ${limits}; SELECT ${take}(${key})`);
  const [row] = (results as pg.QueryResult[]).at(-1)?.rows ?? [];
  const isOurs =
    patient || (row as { [name: string]: unknown })['pg_try_advisory_xact_lock'] === true;
  if (!isOurs) {
    await client.query('ROLLBACK');
    return false;
  }
  const { rowCount } = await client.query(
    `INSERT INTO cache_leases (generation, enabled, masters, anchor) VALUES ($1, true, $2, ${anchor})
     ON CONFLICT (one) DO UPDATE SET generation = excluded.generation, enabled = true,
       masters = excluded.masters, anchor = excluded.anchor, changed_at = clock_timestamp()
     WHERE cache_leases.generation = $3 AND NOT cache_leases.enabled`,
    [generation, masters, seen],
  );
  await client.query('COMMIT');
  return rowCount === 1;
}

/** Ends whatever generation there is: what was kept may not be what the schema that came makes of it. */
export async function endLease(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT to_regclass('cache_leases') IS NOT NULL AS known`,
  );
  if (rows[0]?.known)
    await pool.query('UPDATE cache_leases SET enabled = false, changed_at = clock_timestamp()');
}

/** Ends a generation that only the caller has used: nobody has to wait for it. */
export async function releaseLease(pool: Pool, generation: string): Promise<void> {
  await pool.query(
    `UPDATE cache_leases SET enabled = false, changed_at = to_timestamp(0) WHERE generation = $1`,
    [generation],
  );
}

/** Forgets earlier failures of a generation that has held. */
export async function forgiveLease(pool: Pool, generation: string): Promise<void> {
  await pool.query('UPDATE cache_leases SET failures = 0 WHERE generation = $1 AND enabled', [
    generation,
  ]);
}
