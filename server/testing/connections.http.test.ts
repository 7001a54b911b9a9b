import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import type { TaskOutput } from '../task/schema.ts';
import { createToken } from '../token/create-token.ts';
import { createApi } from './api.ts';
import type { Api } from './api.ts';
import { createWorld } from './world.ts';
import type { Person, World } from './world.ts';

const poolSize = 8;
let world: World;
let person: Person;
let served: Served;
let api: Api;

beforeAll(async () => {
  world = await createWorld({ max: poolSize });
  person = await world.person();
  served = await serve(world.runtime);
  const { secret } = await createToken(person.ctx(), { name: 'load', scopes: ['write'] });
  api = createApi(served.origin, secret);
});
afterAll(async () => {
  await served.close();
  await world.close();
});

async function connections(): Promise<number> {
  const found = await world.runtime.db.execute<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'cairn'`,
  );
  return found.rows[0]?.n ?? 0;
}

const createTask = (title: string) =>
  api.mutate<TaskOutput>('task.create', { workspaceId: person.workspaceId, title });

test('I13, I15: 1,000 calls one after another with one token: no error, no growth of connections', async () => {
  await createTask('first');
  const before = await connections();
  for (let call = 0; call < 1000; call += 1) {
    if (call % 10 === 0) await createTask(`task ${call}`);
    else await api.query('task.listHot', {});
  }
  expect(await connections()).toBeLessThanOrEqual(before + 1);
});

test('200 calls at once with one token: no error, no more connections than the pool has', async () => {
  const calls = Array.from({ length: 200 }, (_, call) =>
    call % 4 === 0
      ? createTask(`at once ${call}`)
      : api.query('task.list', { workspaceId: person.workspaceId }),
  );
  const answers = await Promise.allSettled(calls);
  expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([]);
  expect(await connections()).toBeLessThanOrEqual(poolSize);
});
