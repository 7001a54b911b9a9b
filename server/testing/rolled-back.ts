import type pg from 'pg';
import { createDb } from '../../db/client.ts';
import { trackImports } from '../import/track-imports.ts';
import type { Runtime } from '../platform/runtime.ts';
import { trackPurges } from '../trash/track-purges.ts';

/**
 * Runs `body` with a runtime whose pool is one connection in one transaction, and takes back all that it did.
 * Transactions inside are savepoints; nothing goes on in the background.
 */
export async function rolledBack<T>(
  runtime: Runtime,
  body: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  const client = await runtime.pool.connect();
  const pool = poolOf(client);
  const inside = { ...runtime, pool, db: createDb(pool) };
  trackImports(inside).stopped = true;
  trackPurges(inside).stopped = true;
  try {
    await client.query('BEGIN');
    return await body(inside);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

type Query = (text: unknown, values?: unknown) => Promise<pg.QueryResult>;

/** The one connection as a pool, which gives out itself. */
function poolOf(client: pg.PoolClient): pg.Pool {
  const query = client.query.bind(client) as Query;
  const lent = {
    query: async (text: unknown, values?: unknown) =>
      typeof text === 'string' ? step(query, text) : query(text, values),
    release: () => undefined,
  };
  return { query, connect: async () => lent } as unknown as pg.Pool;
}

async function step(query: Query, text: string): Promise<pg.QueryResult> {
  if (text === 'COMMIT') return { ...(await query('RELEASE SAVEPOINT step')), command: text };
  const steps = { BEGIN: 'SAVEPOINT step', ROLLBACK: 'ROLLBACK TO SAVEPOINT step' };
  return query(text.replace(/^(BEGIN|ROLLBACK)\b/, (word) => steps[word as keyof typeof steps]));
}
