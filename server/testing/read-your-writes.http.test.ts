import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb, createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { plantBug } from '../platform/bugs.ts';
import type { TaskOutput } from '../task/schema.ts';
import { createToken } from '../token/create-token.ts';
import { createApi } from './api.ts';
import type { Api } from './api.ts';
import { createWorld } from './world.ts';
import type { Person, World } from './world.ts';

let world: World;
let person: Person;
let otherPool: Pool;
let servers: Served[];
let here: Api;
let there: Api;

beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
  otherPool = createPool(world.database.url);
  const other = { ...world.runtime, pool: otherPool, db: createDb(otherPool) };
  servers = [await serve(world.runtime), await serve(other)];
  const { secret } = await createToken(person.ctx(), { name: 'both', scopes: ['write'] });
  [here, there] = servers.map(({ origin }) => createApi(origin, secret)) as [Api, Api];
});
afterAll(async () => {
  for (const served of servers) await served.close();
  await otherPool.end();
  await world.close();
});

/** Titles that were answered for by one server, and are not what the other then reads. */
async function unread(rounds: number): Promise<string[]> {
  const { workspaceId } = person;
  const missed: string[] = [];
  const { id: taskId } = await here.mutate<TaskOutput>('task.create', { workspaceId, title: 'x' });
  for (let round = 0; round < rounds; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [here, there] : [there, here];
    const title = `title ${round}`;
    await writer.mutate('task.update', { workspaceId, taskId, set: { title } });
    const read = await reader.query<TaskOutput>('task.get', { workspaceId, taskId });
    if (read.title !== title) missed.push(title);
  }
  return missed;
}

test('I9: what a write was answered for, the next read sees, over another connection and instance too', async () => {
  expect(await unread(50)).toEqual([]);
});

test('the control: with the answer given before the commit, reads miss it', async () => {
  plantBug('answer-before-commit');
  try {
    expect(await unread(3)).not.toEqual([]);
  } finally {
    plantBug(null);
  }
});
