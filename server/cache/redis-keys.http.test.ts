import { sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installAuthBridge } from '../auth/install-bridge.ts';
import { createBrowser } from '../http/testing/browser.ts';
import { fakeSite } from '../http/testing/fake-site.ts';
import type { TaskOutput } from '../task/schema.ts';
import { createApi } from '../testing/api.ts';
import type { Api } from '../testing/api.ts';
import { startRedis } from '../testing/redis.ts';
import { serveCached } from '../testing/serve-cached.ts';
import type { CachedServer } from '../testing/serve-cached.ts';
import { createStack } from '../testing/stack.ts';
import { steadyPort } from '../testing/steady-port.ts';
import { createWorld, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import { readInfo } from './redis-node.ts';

const stack = createStack();
let world: World;
let owner: Person;
let guest: Person;
let admin: Redis;
let servers: [CachedServer, CachedServer];
let apis: [Api, Api];

beforeAll(async () => {
  // next.config.js says so to the built route.
  vi.stubEnv('AUTH_TRUST_HOST', 'true');
  world = await createWorld();
  stack.use({ remove: () => world.close() });
  owner = await world.person('Olga');
  guest = await world.person('Gleb');
  const { secret } = await createToken(owner.ctx(), { name: 'program', scopes: ['write'] });
  // A node that is a whole cluster refuses what names keys of several slots.
  const whole = ['--cluster-enabled', 'yes', '--cluster-port', `${await steadyPort()}`];
  const redis = stack.use(await startRedis(whole));
  admin = new Redis(redis.port, '127.0.0.1');
  stack.use({ remove: async () => admin.disconnect() });
  await admin.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16_383);
  const state = async () => String(await admin.cluster('INFO'));
  await vi.waitUntil(async () => (await state()).includes('cluster_state:ok'), 30_000);
  const redisUrl = `redis+cluster://127.0.0.1:${redis.port}`;
  servers = [
    stack.use(await serveCached(world, { redisUrl, site: fakeSite() })),
    stack.use(await serveCached(world, { redisUrl })),
  ];
  apis = servers.map(({ origin }) => createApi(origin, secret)) as [Api, Api];
  installAuthBridge(servers[0].runtime);
  await vi.waitUntil(() => servers.every(({ cache }) => cache.glance().usable), 30_000);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await stack.remove();
});

/** Calls a procedure as somebody's page does. */
async function asPage(session: string, path: string, input: object) {
  const [{ origin }] = servers;
  const headers = {
    cookie: `cairn.session=${session}`,
    origin,
    'content-type': 'application/json',
  };
  const body = JSON.stringify(input);
  const answer = await fetch(`${origin}/api/trpc/${path}`, { method: 'POST', headers, body });
  expect(answer.status, path).toBe(200);
  return ((await answer.json()) as { result: { data: { [name: string]: string } } }).result.data;
}

/** Somebody signs in and out, strangers knock, and a costly call is made. */
async function comeAndGo(): Promise<void> {
  const [{ origin }] = servers;
  const browser = createBrowser(origin);
  expect((await browser.signIn(owner.email, 'a wrong password')).status).toBe(401);
  expect((await browser.signIn(owner.email, testPassword)).status).toBe(200);
  const session = browser.cookie('cairn.session') ?? '';
  await browser.get('/api/trpc/task.listHot');
  const shown = { workspaceId: owner.workspaceId, projectId: owner.inboxId, tabId: 'tab' };
  const input = encodeURIComponent(JSON.stringify(shown));
  expect((await browser.get(`/api/trpc/presence.look?input=${input}`)).status).toBe(200);
  await asPage(session, 'account.update', { set: { dayStart: '05:00' } });
  await asPage(session, 'session.revokeOthers', {});
  await browser.signOut();
  await fetch(`${origin}/api/trpc/instance.get`);
  await fetch(`${origin}/api/trpc/account.me`, { headers: { authorization: 'Bearer crn_none' } });
  const link = await fetch(`${origin}/api/trpc/account.reset`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ secret: 'A'.repeat(43), password: testPassword }),
  });
  expect(link.status).toBe(404);
}

/** Reads and writes of one person at both processes, with keys that hold braces and what is not ASCII. */
async function work(): Promise<void> {
  const { workspaceId } = owner;
  for (const [nth, api] of apis.entries()) {
    const { id: taskId } = await api.mutate<TaskOutput>('task.create', {
      workspaceId,
      title: `{task} ${nth} ·`,
      priority: 3,
    });
    for (const each of apis) {
      await each.query('task.listHot');
      await each.query('task.get', { workspaceId, taskId });
      await each.query('task.list', { workspaceId, limit: 7 });
      await each.query('task.list', { workspaceId, projectId: owner.inboxId });
      await each.query('project.list', { workspaceId });
      await each.query('task.search', { workspaceId, text: '{task}' });
    }
    await api.mutate('task.update', { workspaceId, taskId, set: { dueOn: '2026-01-01' } });
    await api.mutate('task.complete', { workspaceId, taskId });
    await api.query('task.listHot', { workspaceId });
  }
}

/** A member comes and goes; a token and a session end. */
async function endRights(): Promise<void> {
  const browser = createBrowser(servers[0].origin);
  await browser.signIn(owner.email, testPassword);
  const session = browser.cookie('cairn.session') ?? '';
  const { workspaceId } = owner;
  const invited = await asPage(session, 'member.invite', { workspaceId, role: 'member' });
  await asPage(guest.session, 'invite.accept', { secret: invited['secret'] });
  await asPage(session, 'member.remove', { workspaceId, userId: guest.userId });
  const { secret, token } = await createToken(guest.ctx(), { name: 'ends', scopes: ['read'] });
  const doomed = createApi(servers[1].origin, secret);
  await doomed.query('task.listHot');
  await apis[0].mutate('token.introspect', { secret });
  await asPage(guest.session, 'token.revoke', { tokenId: token.id });
  await expect(doomed.query('task.listHot')).rejects.toMatchObject({ status: 401 });
  await asPage(guest.session, 'session.revoke', { sessionId: guest.sessionId });
}

/** All that there is, with the milliseconds that it has left. */
async function keys(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const some of admin.scanStream({ count: 1000 }))
    for (const key of some as string[]) found.set(key, await admin.pttl(key));
  return found;
}

const longest = 900_000;
/** A name says whose it is, and the braces say what lies with what. */
const named =
  /^cairn:(looks:\{p:[0-9a-f-]{36}\}$|rate:[a-z-]+:\{r:[^{}]+\}$|probe:\{[\w-]{16}\}:[sm]$|[\w-]{16}:\{[uw]:[0-9a-f-]{36}\}:([sm]$|\d+\.\d+\.\d+[^:]*:[a-z]))/;

async function breaches(): Promise<string[]> {
  const bad: string[] = [];
  for (const [key, left] of await keys()) {
    if (left === -2) continue;
    if (!named.test(key)) bad.push(`${key} has another name`);
    if (left <= 0 || left > longest) bad.push(`${key} has ${left} ms left`);
  }
  return bad;
}

/** What Redis refused, by the word that its answers began with. */
async function refusals(): Promise<string[]> {
  const names = Object.keys(readInfo(await admin.info('errorstats')));
  // That a script is not known yet is how it comes to be known.
  return names.filter((name) => name.startsWith('errorstat_') && name !== 'errorstat_NOSCRIPT');
}

test('all keys are named as told, go by themselves, and no command names keys of several slots', async () => {
  await admin.config('RESETSTAT');
  await comeAndGo();
  await work();
  await endRights();
  expect(await breaches()).toEqual([]);
  expect(await refusals()).toEqual([]);
  // Each kind was there to be looked at.
  const all = [...(await keys()).keys()].join('\n');
  for (const kind of [
    /:\{u:[^}]+\}:s$/m,
    /:\{w:[^}]+\}:s$/m,
    /:answer:task.listHot/,
    /:answer:task.get/,
    /:answer:task.list /,
    /:caller:/,
    /^cairn:probe:/m,
    /^cairn:looks:/m,
    /^cairn:rate:calls:\{r:caller:/m,
    /^cairn:rate:strangers:\{r:127/m,
    /^cairn:rate:costly:/m,
    /^cairn:rate:sign-in:/m,
  ])
    expect(all).toMatch(kind);
});

test('a mark that nobody takes back goes by itself too', async () => {
  const { workspaceId } = owner;
  const client = await world.runtime.pool.connect();
  await client.query('BEGIN; LOCK TABLE tasks IN SHARE MODE');
  const marks = async () => [...(await keys()).keys()].filter((key) => key.endsWith(':m'));
  /** Breaks the connection of a writer at work: how its transaction ended is not known then. */
  const broken = async () => {
    const writing = apis[0].mutate('task.create', { workspaceId, title: 'x' }).catch(() => {});
    const cut = sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await world.runtime.db.execute(cut)).rows.length > 0, 30_000);
    await writing;
    return marks();
  };
  await expect.poll(broken).toContainEqual(expect.stringContaining(`{w:${workspaceId}}`));
  await client.query('ROLLBACK');
  client.release();
  expect(await breaches()).toEqual([]);
});

test('the control: what has no end, another name, or keys of several slots is seen', async () => {
  await admin.set('cairn:rate:calls:{r:x}', 1);
  await admin.set('other', 1, 'EX', 10);
  expect((await breaches()).toSorted()).toEqual([
    'cairn:rate:calls:{r:x} has -1 ms left',
    'other has another name',
  ]);
  await admin.del('cairn:rate:calls:{r:x}');
  await admin.del('other');
  await admin.mget('cairn:{a}', 'cairn:{b}').catch(() => undefined);
  expect(await refusals()).toEqual(['errorstat_CROSSSLOT']);
});
