import type { Pool } from './client.ts';

/** What Postgres says of the cache: under which generation, and with which Redis masters, it may be used. */
export type Lease = {
  generation: string;
  enabled: boolean;
  masters: string[];
  /** Times in a row that it had to be disabled. */
  failures: number;
  /** Seconds since it was changed, by the database's clock. */
  age: number;
};

export type AnchoredLease = Lease & {
  /** It was written for this very Postgres and this very state of its data. */
  anchored: boolean;
};

/** Two numbers that no other program should use for an advisory lock of the same database. */
const key = '1130457458, 27745';

/** A Postgres that restarted, was promoted or restored may hold older data than what was cached of it. */
const anchor = `(pg_postmaster_start_time()::text || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
  || coalesce((SELECT ' ' || epoch::text FROM instance_settings), ''))`;

const columns = `generation, enabled, masters, failures,
  extract(epoch FROM clock_timestamp() - changed_at)::float8 AS age`;

/**
 * SQL that a writer sends with its BEGIN: nobody enables another generation until its transaction has ended,
 * and the last result is the lease as it then is.
 */
export const leaseForWriters = `SELECT pg_advisory_xact_lock_shared(${key}); SELECT ${columns} FROM cache_leases`;

/** Reads the lease; null before there is one. */
export async function readLease(pool: Pool): Promise<AnchoredLease | null> {
  const { rows } = await pool.query<AnchoredLease>(
    `SELECT ${columns}, anchor = ${anchor} AS anchored FROM cache_leases`,
  );
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
  /** The generation that was read, and is disabled; null where there was no lease. */
  seen: string | null;
  generation: string;
  masters: readonly string[];
};

/**
 * Begins a generation once no writer is at work: each has then marked what it touched, or committed before.
 * Writers who come meanwhile wait behind it for 200 ms at most.
 * @returns false where another process was first, or writers were too busy
 */
export async function enableLease(pool: Pool, enabling: Enabling): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query(
      `BEGIN; SET LOCAL lock_timeout = '200ms'; SELECT pg_advisory_xact_lock(${key})`,
    );
    const { seen, generation, masters } = enabling;
    const { rowCount } = await client.query(
      `INSERT INTO cache_leases (generation, enabled, masters, anchor) VALUES ($1, true, $2, ${anchor})
       ON CONFLICT (one) DO UPDATE SET generation = excluded.generation, enabled = true,
         masters = excluded.masters, anchor = excluded.anchor, changed_at = clock_timestamp()
       WHERE cache_leases.generation = $3 AND NOT cache_leases.enabled`,
      [generation, masters, seen],
    );
    await client.query('COMMIT');
    return rowCount === 1;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (error instanceof Error && 'code' in error && error.code === '55P03') return false;
    throw error;
  } finally {
    client.release();
  }
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
