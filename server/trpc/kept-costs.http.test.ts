import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenToCommands } from '../testing/commands.ts';
import type { Commands } from '../testing/commands.ts';
import { startRedis } from '../testing/redis.ts';
import { serveCached } from '../testing/serve-cached.ts';
import type { CachedServer } from '../testing/serve-cached.ts';
import { createApi } from '../testing/api.ts';
import { createStack } from '../testing/stack.ts';
import { createWorld } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import type { TaskOutput } from '../task/schema.ts';

const stack = createStack();
let person: Person;
let commands: Commands;
let server: CachedServer;
let other: CachedServer;
let headers: Record<'token' | 'cookie', Record<string, string>>;
let secret: string;
let taskId: string;

beforeAll(async () => {
  const world = await createWorld();
  stack.use({ remove: () => world.close() });
  person = await world.person();
  ({ secret } = await createToken(person.ctx(), { name: 'program', scopes: ['write'] }));
  headers = {
    token: { authorization: `Bearer ${secret}` },
    cookie: { cookie: `cairn.session=${person.session}` },
  };
  const redis = stack.use(await startRedis());
  commands = stack.use(await listenToCommands(redis.port));
  server = stack.use(await serveCached(world, { redisUrl: redis.url }));
  other = stack.use(await serveCached(world, { redisUrl: redis.url }));
  const { workspaceId } = person;
  const made = { workspaceId, title: 'milk', priority: 3 };
  ({ id: taskId } = await createApi(server.origin, secret).mutate<TaskOutput>('task.create', made));
});
afterAll(() => stack.remove());

/** What is noted of each caller beside: that they were here, in each process, and how often they may come. */
const greet = async (at: CachedServer, shown: Shown) => {
  for (let time = 0; time < 2; time += 1)
    await fetch(`${at.origin}/api/trpc/account.me`, { headers: headers[shown] });
};

const reads = ['task.listHot', 'task.get', 'task.list'] as const;
const inputs = () => ({
  'task.listHot': {},
  'task.get': { workspaceId: person.workspaceId, taskId },
  'task.list': { workspaceId: person.workspaceId, limit: 50 },
});
type Shown = keyof typeof headers;

/** Asks for one read, or for several in one request. */
async function ask(at: CachedServer, shown: Shown, ...paths: (typeof reads)[number][]) {
  const all = paths.map((path) => inputs()[path]);
  const input = all.length === 1 ? all[0] : Object.fromEntries(all.entries());
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  if (all.length > 1) query.set('batch', '1');
  const url = `${at.origin}/api/trpc/${paths.join()}?${query.toString()}`;
  const answer = await fetch(url, { headers: headers[shown] });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** What requests cost: their statements at Postgres, and the commands that Redis got, which leave one by one. */
async function costOf(at: CachedServer, work: () => Promise<unknown>) {
  at.statements.length = 0;
  const asked = await commands.during(work);
  return { statements: [...at.statements], commands: asked.map(([name]) => name) };
}

const oneTrip = { statements: [], commands: ['MGET'] };

describe.each(['token', 'cookie'] as const)('shown a %s', (shown) => {
  beforeAll(async () => {
    await greet(server, shown);
    await greet(other, shown);
  });

  test.each(reads)('%s that is warm costs one round trip and no statement', async (path) => {
    const cold = await costOf(server, () => ask(server, shown, path));
    // The control: the count sees what is not kept yet.
    expect(cold.statements).not.toEqual([]);
    // A Redis that is late once on a busy machine is left alone for a moment, and is asked again.
    await expect.poll(() => costOf(server, () => ask(server, shown, path))).toEqual(oneTrip);
  });

  test('a warm batch of all three costs one round trip together', async () => {
    await ask(server, shown, ...reads);
    await expect.poll(() => costOf(server, () => ask(server, shown, ...reads))).toEqual(oneTrip);
  });

  test('many at once cost one round trip each at the most', async () => {
    const times = Array.from({ length: 50 }, (_, nth) => reads[nth % 3] ?? 'task.get');
    const all = () => Promise.all(times.map((path) => ask(server, shown, path)));
    const kinds = async () => {
      const { statements, commands: asked } = await costOf(server, all);
      expect(asked.length).toBeLessThanOrEqual(times.length);
      return { statements, commands: [...new Set(asked)] };
    };
    await expect.poll(kinds).toEqual(oneTrip);
  });

  test.each(reads)('%s comes to another process from Redis, without a statement', async (path) => {
    const { statements, commands: asked } = await costOf(other, () => ask(other, shown, path));
    expect(statements).toEqual([]);
    // Who asks, then the answer, then whether that holds.
    expect(asked).toEqual(['MGET', 'MGET', 'MGET']);
    await expect.poll(() => costOf(other, () => ask(other, shown, path))).toEqual(oneTrip);
  });
});

test('five hundred who ask at once for what is not kept read it from Postgres once', async () => {
  const { workspaceId } = person;
  const api = createApi(server.origin, secret);
  let limit = 60;
  const readings = async () => {
    limit += 1;
    const input = { workspaceId, limit };
    const all = () => Promise.all(Array.from({ length: 500 }, () => api.query('task.list', input)));
    const { statements } = await costOf(server, all);
    return statements.filter((text) => /from "?tasks/i.test(text)).length;
  };
  // A process that was held up for a second has lost its lease, and asks Postgres each time.
  await expect.poll(readings).toBe(1);
});
