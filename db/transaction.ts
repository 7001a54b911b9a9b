import type pg from 'pg';
import { sqlState } from '../server/domain/postgres-error.ts';
import { createDb } from './client.ts';
import type { Db, Pool } from './client.ts';

const deadlock = '40P01';
const attempts = 3;

/** How a transaction ended; a broken connection hides it. */
export type Outcome = 'committed' | 'rolled back' | 'unknown';

/** What happens around a transaction; made anew for each try. */
export type Around = {
  /** Statements that go out with BEGIN; the rows of the last are handed to `began`. */
  readonly begin: string;
  began(rows: readonly unknown[]): void;
  /** A transaction for which this fails is rolled back. */
  beforeCommit(): Promise<void>;
  /** Runs before the answer is given. Never rejects. */
  ended(outcome: Outcome): Promise<void>;
};

/**
 * Runs `body` in one READ COMMITTED transaction on a connection of its own.
 * A deadlock is tried again, three times in all; waiting for a lock ends after two seconds.
 * The answer is only given after the commit.
 */
export async function transaction<T>(
  pool: Pool,
  body: (db: Db) => Promise<T>,
  around?: Around,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, body, around);
    } catch (error) {
      if (attempt >= attempts || sqlState(error) !== deadlock) throw error;
    }
  }
}

async function once<T>(
  pool: Pool,
  body: (db: Db) => Promise<T>,
  around: Around | undefined,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let outcome: Outcome = 'unknown';
  try {
    await begin(client, around);
    const answer = await body(createDb(client));
    await around?.beforeCommit();
    const { command } = await client.query('COMMIT');
    // Where a statement had failed and its error was swallowed, Postgres answers COMMIT by rolling back.
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    outcome = 'committed';
    return answer;
  } catch (error) {
    broken = await rollback(client);
    if (broken === undefined) outcome = 'rolled back';
    throw error;
  } finally {
    client.release(broken);
    await around?.ended(outcome);
  }
}

/** So long one statement waits for what another transaction holds. */
export const lockPatienceMs = 2000;

async function begin(client: pg.PoolClient, around: Around | undefined): Promise<void> {
  const start = `BEGIN; SET LOCAL lock_timeout = ${lockPatienceMs}`;
  if (around === undefined) {
    await client.query(start);
    return;
  }
  // Several statements in one message have several results.
  const results: unknown = await client.query(`${start}; ${around.begin}`);
  const last = (results as pg.QueryResult[]).at(-1);
  around.began(last?.rows ?? []);
}

/** A connection that cannot roll back is thrown away rather than given back. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
