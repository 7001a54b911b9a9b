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
  /** Milliseconds after which an answer is given up, with its connection. */
  answerWithin?: number;
  /** A pooler stands in between: sessions begin as the role says, see `db/pooler.ts`. */
  pooler?: boolean;
};

/** How each session begins: in UTC, and without JIT, since no query is long enough for it. */
export const sessionSettings = {
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed',
  statement_timeout: '30s',
  // A writer that stands still must end before its mark in the cache is given up.
  idle_in_transaction_session_timeout: '1min',
  jit: 'off',
  // Pages lie in memory or on an SSD: else a search walks all tasks by id to spare what an index found.
  random_page_cost: '1.1',
} as const;

/** Opens nothing yet: connections are made when they are asked for. */
export function createPool(url: string, options: PoolOptions = {}): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    connectionTimeoutMillis: options.connectTimeout ?? 5000,
    idleTimeoutMillis: 30_000,
    application_name: 'cairn',
    ...(options.answerWithin === undefined ? {} : { query_timeout: options.answerWithin }),
    ...(options.pooler ? {} : { options: startOptions }),
  });
  if (!options.pooler) keeping.add(pool);
  // A connection that breaks while nothing runs on it says so as an event, which would end the process:
  // whoever uses it next learns of it from their own query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Pools whose connections are sessions of their own. */
const keeping = new WeakSet<object>();

/** True of a pool whose connections keep what was prepared on them. */
export function keepsSessions(client: pg.Pool | pg.PoolClient): boolean {
  return keeping.has(client);
}

const startOptions = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

/** A drizzle handle over a pool or over one connection of it. */
export function createDb(client: pg.Pool | pg.PoolClient): Db {
  return drizzle(client);
}
