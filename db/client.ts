import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** A typed handle: the pool's, or one transaction's. */
export type Db = NodePgDatabase<Record<string, never>> & { $client: pg.Pool | pg.PoolClient };
export type Pool = pg.Pool;

export type PoolOptions = {
  /** Connections at most; requests beyond wait their turn. */
  max?: number;
  /** Milliseconds to wait for a connection before answering 503. */
  connectTimeout?: number;
};

/** Opens nothing yet: connections are made when they are asked for. Sessions run in UTC; no query is long enough for JIT. */
export function createPool(url: string, options: PoolOptions = {}): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    connectionTimeoutMillis: options.connectTimeout ?? 5000,
    idleTimeoutMillis: 30_000,
    application_name: 'cairn',
    options:
      '-c TimeZone=UTC -c default_transaction_isolation=read\\ committed -c statement_timeout=30000 -c jit=off',
  });
  // A connection that breaks while nothing runs on it says so as an event, which would end the process:
  // whoever uses it next learns of it from their own query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A drizzle handle over a pool or over one connection of it. */
export function createDb(client: pg.Pool | pg.PoolClient): Db {
  return drizzle(client);
}
