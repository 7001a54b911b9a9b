import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from './client.ts';
import type { Db } from './client.ts';
import { given, preparedRead } from './read-prepared.ts';
import { createTestDatabase } from './testing/database.ts';
import type { TestDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true, max: 1 });
});
afterAll(() => database.drop());

const plans = sql`SELECT generic_plans + custom_plans AS plans FROM pg_prepared_statements WHERE statement LIKE '%recurs%' ORDER BY 1`;
type Shape = { signed: boolean };
let written = 0;
const readNumber = preparedRead<Shape, { n: number; what: string }>(({ signed }) => {
  written += 1;
  const n = sql`${given('n')}::int`;
  return sql`SELECT ${signed ? sql`-${n}` : n} AS n, ${given('what')}::text || 'recurs' AS what`;
});
const read = (db: Db, n: number, shape = { signed: false }) =>
  readNumber(db, shape, { what: 'it ', n });

test('a read of the pool is planned under a name, one of a connection of its own is not', async () => {
  const client = await database.pool.connect();
  const own = createDb(client);
  expect(await read(own, 1)).toEqual([{ n: 1, what: 'it recurs' }]);
  expect((await own.execute(plans)).rows).toEqual([]);
  client.release();

  const db = createDb(database.pool);
  expect(await read(db, 2)).toEqual([{ n: 2, what: 'it recurs' }]);
  expect(await read(db, 3)).toEqual([{ n: 3, what: 'it recurs' }]);
  expect((await db.execute(plans)).rows).toEqual([{ plans: '2' }]);
  expect(written).toBe(1);

  expect(await read(db, 3, { signed: true })).toEqual([{ n: -3, what: 'it recurs' }]);
  expect((await db.execute(plans)).rows).toEqual([{ plans: '1' }, { plans: '2' }]);
  expect(written).toBe(2);
});

test('a value in the text of a shape is refused: it would be that of every later call', async () => {
  const readName = preparedRead<string, { name: string }>((name) => sql`SELECT ${name} AS name`);
  await expect(readName(createDb(database.pool), 'first', {})).rejects.toThrow('not given by name');
});

test('shapes beyond the first hundred are read as well, and leave no plan', async () => {
  const readMany = preparedRead<number, { n: number }>(
    (shape) => sql`SELECT ${given('n')}::int + ${sql.raw(String(shape))} AS n, 'many' AS what`,
  );
  const db = createDb(database.pool);
  for (let shape = 0; shape < 120; shape += 1)
    expect(await readMany(db, shape, { n: 1 })).toMatchObject([{ n: 1 + shape }]);
  const kept = sql`SELECT count(*)::int AS kept FROM pg_prepared_statements WHERE statement LIKE '%many%' AND name <> ''`;
  const [row] = (await db.execute<{ kept: number }>(kept)).rows;
  expect(row?.kept).toBeLessThanOrEqual(100);
});
