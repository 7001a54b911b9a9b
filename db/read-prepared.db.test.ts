import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from './client.ts';
import { readPrepared } from './read-prepared.ts';
import { createTestDatabase } from './testing/database.ts';
import type { TestDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true, max: 1 });
});
afterAll(() => database.drop());

const plans = sql`SELECT generic_plans + custom_plans AS plans FROM pg_prepared_statements WHERE statement LIKE '%recurs%'`;
const read = (db: ReturnType<typeof createDb>, n: number) =>
  readPrepared<{ n: number }>(db, sql`SELECT ${n}::int AS n, 'recurs' AS what`);

test('a read of the pool is planned under a name, one of a connection of its own is not', async () => {
  const client = await database.pool.connect();
  const own = createDb(client);
  expect(await read(own, 1)).toEqual([{ n: 1, what: 'recurs' }]);
  expect((await own.execute(plans)).rows).toEqual([]);
  client.release();

  const db = createDb(database.pool);
  expect(await read(db, 2)).toEqual([{ n: 2, what: 'recurs' }]);
  expect(await read(db, 3)).toEqual([{ n: 3, what: 'recurs' }]);
  expect((await db.execute(plans)).rows).toEqual([{ plans: '2' }]);
});
