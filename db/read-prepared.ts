import { createHash } from 'node:crypto';
import { is, Placeholder, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { keepsSessions } from './client.ts';
import type { Db } from './client.ts';

const dialect = new PgDialect();
/** Each connection keeps a plan for each name, so the shapes of one question are few. */
const most = 100;

type Statement = { name: string; text: string; values: readonly string[] };
type Values = Readonly<Record<string, unknown>>;

/** SQL: the value that a statement is given under this name. */
export const given = (name: string): SQL => sql`${sql.placeholder(name)}`;

/**
 * A read that recurs in a few shapes. The text of a shape is written once, with `given` for each value: to write a long
 * one anew takes as much as to send it and to read its answer. Each connection of the pool plans it a few times, then no
 * more; on a connection of its own, a transaction's, it is planned as any other.
 * @param write the statement of a shape, which is plain data: what differs otherwise between two calls is a value
 */
export function preparedRead<Shape, Row extends pg.QueryResultRow>(write: (shape: Shape) => SQL) {
  const statements = new Map<string, Statement>();
  const statementOf = (key: string, shape: Shape): Statement => {
    const known = statements.get(key);
    if (known) return known;
    const made = prepare(write(shape));
    if (statements.size < most) statements.set(key, made);
    return made;
  };
  /** Values come as node-postgres makes them: text, numbers, booleans and arrays of these. */
  return async ({ $client: client }: Db, shape: Shape, values: Values): Promise<Row[]> => {
    const key = JSON.stringify(shape);
    const { name, text, values: names } = statementOf(key, shape);
    const isKept = keepsSessions(client) && statements.has(key);
    const { rows } = await client.query<Row>(
      isKept ? { name, text } : { text },
      names.map((one) => values[one]),
    );
    return rows;
  };
}

/** @throws where a value stands in the text itself, which would be that of the first call for ever */
function prepare(query: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const values = params.map((param) => {
    if (!is(param, Placeholder)) throw new Error(`a value that is not given by name: ${text}`);
    return param.name;
  });
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { name, text, values };
}
