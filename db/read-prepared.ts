import { createHash } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { keepsSessions } from './client.ts';
import type { Db } from './client.ts';

const dialect = new PgDialect();
/** Each connection keeps a plan for each name, so they are few. */
const most = 200;
const names = new Map<string, string>();

/**
 * Reads with a statement that recurs: each connection of the pool plans it for a few times, then no more. To plan a list
 * takes Postgres longer than to read it. On a connection of its own, a transaction's, it is planned as any other.
 * Values come as node-postgres makes them: text, numbers and booleans.
 */
export async function readPrepared<Row extends pg.QueryResultRow>(
  { $client: client }: Db,
  query: SQL,
): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const name = keepsSessions(client) ? nameOf(text) : undefined;
  const { rows } = await client.query<Row>(name === undefined ? { text } : { name, text }, params);
  return rows;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= most) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
