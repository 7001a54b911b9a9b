import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlState } from '../server/domain/postgres-error.ts';
import type { Db } from './client.ts';
import { createTestDatabase } from './testing/database.ts';
import type { TestDatabase } from './testing/database.ts';
import { transaction } from './transaction.ts';

const deadlock = '40P01';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await database.pool.query('CREATE TABLE counters (id text PRIMARY KEY, n int NOT NULL)');
  await database.pool.query("INSERT INTO counters VALUES ('a', 0), ('b', 0)");
});
afterAll(() => database.drop());

const count = (db: Db, id: string) =>
  db.execute(sql`UPDATE counters SET n = n + 1 WHERE id = ${id}`);
const raise = (db: Db, state: string) =>
  db.execute(sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${state}'; END $$`));
const counters = async () =>
  (await database.pool.query<{ n: number }>('SELECT n FROM counters ORDER BY id')).rows;

test('of two that wait for each other one is tried again, and both are done once', async () => {
  const before = await counters();
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  let attempts = 0;
  const cross = async (own: 0 | 1, first: string, second: string) =>
    transaction(database.pool, async (db) => {
      attempts += 1;
      await count(db, first);
      both[own].resolve();
      await Promise.all(both.map(({ promise }) => promise));
      // Longer than Postgres takes to find out, or giving up on the lock would come first.
      await db.execute(sql`SET LOCAL lock_timeout = 0`);
      await count(db, second);
    });
  await Promise.all([cross(0, 'a', 'b'), cross(1, 'b', 'a')]);
  expect(attempts).toBe(3);
  expect(await counters()).toEqual(before.map(({ n }) => ({ n: n + 2 })));
});

test('a deadlock is tried three times in all, each as if it were the first', async () => {
  const before = await counters();
  let attempts = 0;
  const tried = transaction(database.pool, async (db) => {
    attempts += 1;
    await count(db, 'a');
    await raise(db, deadlock);
  });
  expect(await tried.catch(sqlState)).toBe(deadlock);
  expect(attempts).toBe(3);
  expect(await counters()).toEqual(before);
});

test('one that comes through at the third attempt is done once', async () => {
  const before = await counters();
  let attempts = 0;
  const answer = await transaction(database.pool, async (db) => {
    attempts += 1;
    await count(db, 'a');
    if (attempts < 3) await raise(db, deadlock);
    return 'done';
  });
  expect(answer).toBe('done');
  expect((await counters())[0]?.n).toBe((before[0]?.n ?? 0) + 1);
});

test('any other error is not tried again, and the connection goes on serving', async () => {
  let attempts = 0;
  const refused = transaction(database.pool, async (db) => {
    attempts += 1;
    await raise(db, '23505');
  });
  expect(await refused.catch(sqlState)).toBe('23505');
  expect(attempts).toBe(1);
  expect(await transaction(database.pool, async () => 'done')).toBe('done');
});
