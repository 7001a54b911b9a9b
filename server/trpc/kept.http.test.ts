import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../token/create-token.ts';
import { createApi } from '../testing/api.ts';
import type { Api } from '../testing/api.ts';
import { serveCached } from '../testing/serve-cached.ts';
import type { CachedServer } from '../testing/serve-cached.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';

let world: World;
let person: Person;
let served: CachedServer;
let api: Api;
let secret: string;
let tokenId: string;

beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
  const made = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
  ({ secret } = made);
  tokenId = made.token.id;
  served = await serveCached(world, { redisUrl: null });
  api = createApi(served.origin, secret);
  await api.mutate('task.create', { workspaceId: person.workspaceId, title: 'milk', priority: 3 });
});
afterAll(async () => {
  await served.remove();
  await world.close();
});

const countsOf = (kind: string) => ({
  ...Object.fromEntries(served.cache.counters.entries())[kind],
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
  const counts = countsOf('task.list');
  expect((counts['fill'] ?? 0) - before).toBe(1);
  expect((counts['joined'] ?? 0) + (counts['hit'] ?? 0)).toBe(499);
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
