import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSession } from '../auth/sessions.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { plantBug } from '../platform/bugs.ts';
import { createToken } from '../token/create-token.ts';
import { createApi } from '../testing/api.ts';
import type { Api } from '../testing/api.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';

let world: World;
let person: Person;
let served: Served;
let api: Api;
let secret: string;
let tokenId: string;

beforeAll(async () => {
  world = await createWorld({ cached: true });
  person = await world.person();
  const made = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
  ({ secret } = made);
  tokenId = made.token.id;
  served = await serve(world.runtime);
  api = createApi(served.origin, secret);
  await api.mutate('task.create', { workspaceId: person.workspaceId, title: 'milk', priority: 3 });
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const countsOf = (kind: string) => ({
  ...Object.fromEntries(world.runtime.cache.counters.entries())[kind],
});

const ask = (headers: Record<string, string> = {}) =>
  fetch(`${served.origin}/api/trpc/task.listHot`, {
    headers: { authorization: `Bearer ${secret}`, ...headers },
  });

test('five hundred who ask at once for what is not kept cost one query', async () => {
  const input = { workspaceId: person.workspaceId, limit: 7 };
  await api.query('task.listHot', {});
  const before = countsOf('task.list')['fill'] ?? 0;
  const all = await Promise.all(Array.from({ length: 500 }, () => api.query('task.list', input)));
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  const { fill = 0, joined = 0, hit = 0, bypass = 0 } = countsOf('task.list');
  expect(fill - before).toBe(1);
  // A process that was held up for a second has lost its lease, and asks Postgres.
  expect(joined + hit + bypass).toBe(499);
});

test('a program that has the answer is told that it is the same, until it is not', async () => {
  const first = await ask();
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-store');
  const again = await ask({ 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await api.mutate('task.create', { workspaceId: person.workspaceId, title: 'bread', priority: 3 });
  const changed = await ask({ 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(etag);
});

test('a plan lies ready for its person, and is another as soon as it is changed', async () => {
  const { workspaceId } = person;
  const made = { workspaceId, title: 'plan' };
  const { id: taskId } = await api.mutate<{ id: string }>('task.create', made);
  const read = async () => {
    const { items } = await api.query<{ items: { order: string }[] }>('plan.list', {});
    return items.map(({ order }) => order);
  };
  expect(await read()).toEqual([]);
  for (const order of ['a0', 'a1']) {
    await api.mutate('plan.place', { workspaceId, places: [{ taskId, order }] });
    expect([await read(), await read()]).toEqual([[order], [order]]);
  }
  expect(countsOf('plan.list')['hit'] ?? 0).toBeGreaterThan(0);
  await api.mutate('plan.clear', { workspaceId, taskIds: [taskId] });
  expect(await read()).toEqual([]);
});

test('the same call spelled otherwise is the same answer, and a broken one is refused as ever', async () => {
  const { workspaceId } = person;
  const spelled = (text: string) =>
    fetch(`${served.origin}/api/trpc/task.list?input=${encodeURIComponent(text)}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
  const filled = countsOf('task.list')['fill'] ?? 0;
  expect((await spelled(`{"workspaceId":"${workspaceId}","limit":9}`)).status).toBe(200);
  expect((await spelled(`{ "workspaceId" : "${workspaceId}", "limit" : 9 }`)).status).toBe(200);
  expect((countsOf('task.list')['fill'] ?? 0) - filled).toBe(1);
  for (const text of [
    '{"workspaceId":"x"}',
    '[]',
    '{',
    `{"workspaceId":"${workspaceId}","limt":9}`,
  ])
    expect((await spelled(text)).status).toBe(400);
  const undef = await fetch(`${served.origin}/api/trpc/task.listHot?input=undefined`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(undef.status).toBe(400);
  expect((await ask()).status).toBe(200);
});

describe('a query that fails', () => {
  afterEach(() => plantBug(null));

  const bearer = () => ({ authorization: `Bearer ${secret}` });
  const read = (call: string, headers: Record<string, string> = bearer()) =>
    fetch(`${served.origin}/api/trpc/${call}`, { headers });
  const inputOf = (input: object) => encodeURIComponent(JSON.stringify(input));
  const task = (taskId: string) => ({ workspaceId: person.workspaceId, taskId });

  /** What an answer's body says, and how many statements about tasks it took. */
  async function costOf(call: string) {
    const query = vi.spyOn(world.runtime.pool, 'query');
    try {
      const answer = await read(call);
      const sent = query.mock.calls.map(([first]) => (first as unknown as { text: string }).text);
      const cost = sent.filter((text) => /\bFROM tasks\b/i.test(text)).length;
      return { status: answer.status, cost, body: await answer.json() };
    } finally {
      query.mockRestore();
    }
  }

  const missing = {
    error: {
      message: expect.stringMatching(/does not exist/) as string,
      code: -32004,
      data: {
        code: 'NOT_FOUND',
        httpStatus: 404,
        path: 'task.get',
        requestId: expect.any(String) as string,
      },
    },
  };

  test('is run once, alone and in a batch, and what it refused is not kept', async () => {
    const input = task(testId());
    const alone = `task.get?input=${inputOf(input)}`;
    const batch = `task.get,task.get?batch=1&input=${inputOf({ 0: input, 1: task(testId()) })}`;
    for (let time = 0; time < 2; time += 1)
      expect(await costOf(alone)).toEqual({ status: 404, cost: 1, body: missing });
    expect(await costOf(batch)).toEqual({ status: 404, cost: 2, body: [missing, missing] });
  });

  test('planted: one that the long way runs again is counted', async () => {
    plantBug('failure-asked-twice');
    expect(await costOf(`task.get?input=${inputOf(task(testId()))}`)).toMatchObject({ cost: 2 });
  });

  test('for a fault of Postgres is told as one, written down once, and over with it', async () => {
    const list = `task.list?input=${inputOf({ workspaceId: person.workspaceId, limit: 11 })}`;
    const log = vi.spyOn(world.runtime.log, 'error');
    await world.runtime.pool.query('ALTER TABLE tasks RENAME TO elsewhere');
    try {
      const { status, cost, body } = await costOf(list);
      expect([status, cost]).toEqual([500, 1]);
      expect(body).toMatchObject({ error: { data: { code: 'INTERNAL_SERVER_ERROR' } } });
      expect(log).toHaveBeenCalledTimes(1);
    } finally {
      await world.runtime.pool.query('ALTER TABLE elsewhere RENAME TO tasks');
      log.mockRestore();
    }
    expect(await costOf(list)).toMatchObject({ status: 200, cost: 1 });
    expect(await costOf(list)).toMatchObject({ status: 200, cost: 0 });
  });

  /** Two sessions of one person ask the same at once; that of the first ends while Postgres works on it. */
  async function joined(): Promise<number[]> {
    const { userId, workspaceId } = await world.person();
    const signIn = () => createSession(world.runtime, { userId, userAgent: null, address: null });
    const [first, second] = [await signIn(), await signIn()];
    const call = `task.list?input=${inputOf({ workspaceId })}`;
    const ask = async (session: string) =>
      (await read(call, { cookie: `cairn.session=${session}` })).status;
    // Who they are is known by now.
    for (const session of [first, second])
      await read('account.me', { cookie: `cairn.session=${session.secret}` });
    const hold = await world.database.pool.connect();
    const before = countsOf('task.list')['joined'] ?? 0;
    const asked: Promise<number>[] = [];
    try {
      await hold.query('BEGIN; LOCK TABLE members IN ACCESS EXCLUSIVE MODE');
      asked.push(ask(first.secret));
      await expect.poll(() => waitingForLocks()).toBe(1);
      asked.push(ask(second.secret));
      await expect.poll(() => countsOf('task.list')['joined']).toBe(before + 1);
      await hold.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [first.id]);
    } finally {
      await hold.query('COMMIT');
      hold.release();
    }
    return Promise.all(asked);
  }

  async function waitingForLocks(): Promise<number> {
    const { rows } = await world.database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.n ?? 0;
  }

  test('because of who asked first is no answer to the others who waited', async () => {
    expect(await joined()).toEqual([401, 200]);
  });

  test('planted: one whose failure is everybody’s is seen', async () => {
    plantBug('failure-shared');
    expect(await joined()).toEqual([401, 401]);
  });
});

describe('what is kept of hot tasks', () => {
  const make = async (title: string) => {
    const made = { workspaceId: person.workspaceId, title, priority: 3 };
    return (await api.mutate<{ id: string }>('task.create', made)).id;
  };
  /** Asked twice, so that the second time it lies ready. */
  const isHot = async (taskId: string) => {
    await api.query('task.listHot', {});
    const { items } = await api.query<{ items: { id: string }[] }>('task.listHot', {});
    return items.some(({ id }) => id === taskId);
  };

  test('holds until something blocks one of them, and until that is closed; the control: blocker-unheard', async () => {
    const [blocker, blocked, other] = [await make('first'), await make('then'), await make('last')];
    const { workspaceId } = person;
    const block = (toTaskId: string) =>
      api.mutate('relation.add', { workspaceId, fromTaskId: blocker, toTaskId, kind: 'blocks' });
    expect(await isHot(blocked)).toBe(true);
    await block(blocked);
    expect(await isHot(blocked)).toBe(false);
    await api.mutate('task.complete', { workspaceId, taskId: blocker });
    expect(await isHot(blocked)).toBe(true);
    await api.mutate('task.reopen', { workspaceId, taskId: blocker });
    expect([await isHot(blocked), await isHot(other)]).toEqual([false, true]);
    plantBug('blocker-unheard');
    await block(other);
    plantBug(null);
    expect(await isHot(other)).toBe(true);
  });
});

// The last, for it ends the token of all.
test('rights come before "not changed"', async () => {
  const etag = (await ask()).headers.get('etag') ?? '';
  const headers = { cookie: `cairn.session=${person.session}`, origin: served.origin };
  const revoked = await fetch(`${served.origin}/api/trpc/token.revoke`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ tokenId }),
  });
  expect(revoked.status).toBe(200);
  expect((await ask({ 'if-none-match': etag })).status).toBe(401);
});
