import type pg from 'pg';
import { sqlState } from '../server/domain/postgres-error.ts';
import { createDb } from './client.ts';
import type { Db, Pool } from './client.ts';

const deadlock = '40P01';
const attempts = 3;

/**
 * Runs `body` in one READ COMMITTED transaction on a connection of its own.
 * A deadlock is tried again, three times in all; waiting for a lock ends after two seconds.
 * The answer is only given after the commit.
 */
export async function transaction<T>(pool: Pool, body: (db: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, body);
    } catch (error) {
      if (attempt >= attempts || sqlState(error) !== deadlock) throw error;
    }
  }
}

async function once<T>(pool: Pool, body: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = '2s'");
    const answer = await body(createDb(client));
    const { command } = await client.query('COMMIT');
    // Where a statement had failed and its error was swallowed, Postgres answers COMMIT by rolling back.
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    return answer;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
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
