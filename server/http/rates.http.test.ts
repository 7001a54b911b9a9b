import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addAttachment } from '../attachment/add-attachment.ts';
import { gif } from '../attachment/testing/pictures.ts';
import { sentFile } from '../attachment/testing/sent-file.ts';
import { installAuthBridge } from '../auth/install-bridge.ts';
import { createSession } from '../auth/sessions.ts';
import { loadEnv } from '../platform/env.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { startApp } from '../testing/cached/app.ts';
import type { App } from '../testing/cached/app.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { createToken } from '../token/create-token.ts';
import { rulesOf } from './routes.ts';
import type { RouteKind } from './routes.ts';
import { fakeSite } from './testing/fake-site.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

/** The least that may be set. So small a rate is counted exactly: a hundredth of it is less than one. */
const rate = 60;
let world: World;
let person: Person;
let served: Served;

beforeAll(async () => {
  vi.stubEnv('AUTH_TRUST_HOST', 'true');
  world = await createWorld();
  person = await world.person('Ada');
  // Each test comes from networks of its own.
  const given = { CAIRN_RATE: String(rate), CAIRN_PROXIES: '127.0.0.1', NODE_ENV: 'test' };
  const env = loadEnv({ ...given, CAIRN_DATA: world.runtime.filesDir });
  served = await serve({ ...world.runtime, env }, fakeSite());
  installAuthBridge(world.runtime);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.close();
  await world.close();
});

type Headers = Record<string, string>;
let networks = 0;
const network = (): Headers => ({ 'x-forwarded-for': `203.0.113.${(networks += 1)}` });

const get = (path: string, headers: Headers, at = served.origin) =>
  fetch(`${at}${path}`, { headers });
const me = '/api/trpc/account.me';

/** So many calls at once. @returns how often each status came */
async function spend(times: number, headers: Headers, path = me, at = served.origin) {
  const all = Array.from({ length: times }, async () => {
    const answer = await get(path, headers, at);
    await answer.arrayBuffer();
    return answer.status;
  });
  const counts: Record<number, number> = {};
  for (const status of await Promise.all(all)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Somebody whom the process knows: the first call, before that, counts for their network. */
async function known(headers: Headers): Promise<Headers> {
  const all = { ...headers, ...network() };
  expect((await get(me, all)).status).toBe(200);
  return all;
}

async function bySession(): Promise<Headers> {
  const from = { userId: person.userId, userAgent: null, address: null };
  const { secret } = await createSession(world.runtime, from);
  return known({ cookie: `cairn.session=${secret}`, origin: served.origin });
}

async function byToken(): Promise<Headers> {
  const { secret } = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
  return known({ authorization: `Bearer ${secret}` });
}

/** Whole seconds of a wait that ends with the minute. */
function expectWait(answer: Response): void {
  const wait = answer.headers.get('retry-after') ?? '';
  expect(wait).toMatch(/^\d+$/);
  expect(Number(wait)).toBeGreaterThan(0);
  expect(Number(wait)).toBeLessThanOrEqual(60);
}

test('a token over its rate is told how long to wait, in the contract’s own words; others go on', async () => {
  const token = await byToken();
  expect(await spend(rate, token)).toEqual({ 200: rate });
  const refused = await get(me, token);
  expect(refused.status).toBe(429);
  expectWait(refused);
  expect(await refused.json()).toEqual({
    error: {
      message: 'Too many requests. Wait a little, then go on.',
      code: -32029,
      data: {
        code: 'TOO_MANY_REQUESTS',
        httpStatus: 429,
        requestId: refused.headers.get('x-request-id'),
      },
    },
  });
  expect(await spend(1, { ...token, ...network() })).toEqual({ 429: 1 });
  for (const other of [await byToken(), await bySession()])
    expect(await spend(rate, other)).toEqual({ 200: rate });
});

describe('each way in', () => {
  let uploadId: string;
  let attachment: string;
  beforeAll(async () => {
    const { workspaceId } = person;
    const { id: taskId } = await createTask(person.ctx(), { workspaceId, title: 'Files' });
    const sent = await sentFile(person.ctx(), gif(), 'a.gif');
    uploadId = await sentFile(person.ctx());
    const { id } = await addAttachment(person.ctx(), { workspaceId, taskId, uploadId: sent });
    attachment = `${workspaceId}/${id}`;
  });

  const send = async (path: string, headers: Headers, init: RequestInit = {}) => {
    const answer = await fetch(`${served.origin}${path}`, { ...init, headers });
    const text = await answer.text();
    return { answer, text };
  };
  type Way = (headers: Headers) => ReturnType<typeof send>;

  /** One request for each route that counts for its caller, and what it gets while it may. */
  const ways: Partial<Record<RouteKind, [status: number, way: Way]>> = {
    trpc: [200, (headers) => send(me, headers)],
    uploads: [
      200,
      (headers) =>
        send(
          '/api/uploads?name=a.txt&for=attachment',
          { ...headers, 'content-type': 'application/octet-stream' },
          { method: 'POST', body: 'bytes' },
        ),
    ],
    upload: [204, (headers) => send(`/api/uploads/${uploadId}`, headers, { method: 'HEAD' })],
    export: [200, (headers) => send('/api/export', headers)],
    file: [200, (headers) => send(`/files/${attachment}/a.gif`, headers)],
    preview: [200, (headers) => send(`/previews/${attachment}`, headers)],
    auth: [200, (headers) => send('/api/auth/session', headers)],
    page: [200, (headers) => send('/today', { ...headers, accept: 'text/html' })],
  };

  test('that costs something is tried here', () => {
    const counted = Object.entries(rulesOf).filter(([, { rate: of }]) => of === 'caller');
    expect(Object.keys(ways).toSorted()).toEqual(counted.map(([route]) => route).toSorted());
  });

  test.each(Object.entries(ways))('%s is counted with all others', async (route, [status, way]) => {
    const headers = await bySession();
    expect((await way(headers)).answer.status).toBe(status);
    expect(await spend(rate - 1, headers)).toEqual({ 200: rate - 1 });
    const { answer, text } = await way(headers);
    expect(answer.status).toBe(429);
    expectWait(answer);
    const said = { code: 'TOO_MANY_REQUESTS', requestId: answer.headers.get('x-request-id') };
    if (route === 'page') expect(text).toBe('Too many requests. Wait a little, then go on.\n');
    else if (route === 'trpc') expect(JSON.parse(text)).toMatchObject({ error: { data: said } });
    else if (route !== 'upload') expect(JSON.parse(text)).toMatchObject(said);
  });

  test('a file whose sender waits to be told to go on is refused before its bytes come', async () => {
    const headers = await bySession();
    await spend(rate, headers);
    const lines = Object.entries({ ...headers, 'content-type': 'application/octet-stream' });
    const answer = await served.raw(
      head(
        'POST /api/uploads?name=a.txt HTTP/1.1',
        `host: ${served.host}`,
        ...lines.map(([name, value]) => `${name}: ${value}`),
        'content-length: 1000000',
        'expect: 100-continue',
        'connection: close',
      ),
    );
    expect(statusOf(answer)).toBe(429);
    expect(answer).not.toContain('100 Continue');
  });

  test('what is the same for everybody is never refused, and counts for nobody', async () => {
    const headers = await bySession();
    const free: [string, number][] = [
      ['/healthz', 200],
      ['/readyz', 200],
      ['/metrics', 404],
      ['/icon.svg', 200],
      ['/api/nothing', 404],
    ];
    for (const [path, status] of free)
      expect(await spend(2, headers, path)).toEqual({ [status]: 2 });
    expect(await spend(rate + 1, headers)).toEqual({ 200: rate, 429: 1 });
    for (const [path, status] of free)
      expect(await spend(2, headers, path)).toEqual({ [status]: 2 });
  });
});

test('who shows nothing that is known shares with their network, and does not take it from who is known there', async () => {
  const here = network();
  const nobody = { ...here, cookie: `cairn.session=crs_${'0'.repeat(32)}_${'A'.repeat(43)}` };
  expect(await spend(rate / 2, here)).toEqual({ 401: rate / 2 });
  expect(await spend(rate / 2, nobody)).toEqual({ 401: rate / 2 });
  for (const headers of [here, nobody]) expect(await spend(1, headers)).toEqual({ 429: 1 });
  expect(await spend(1, network())).toEqual({ 401: 1 });
  const session = await bySession();
  expect(await spend(1, { ...session, ...here })).toEqual({ 200: 1 });
  // Who is not known yet is looked up all the same, so that strangers lock nobody out.
  const { secret } = await createToken(person.ctx(), { name: 'new', scopes: ['write'] });
  const fresh = { authorization: `Bearer ${secret}`, ...here };
  expect(await spend(1, fresh)).toEqual({ 429: 1 });
  await expect.poll(() => spend(1, fresh)).toEqual({ 200: 1 });
});

describe('signing in and up', () => {
  const post = async (path: string, headers: Headers, body: string, type: string) => {
    const all = { ...headers, 'content-type': type };
    const answer = await fetch(`${served.origin}${path}`, { method: 'POST', headers: all, body });
    return { answer, text: await answer.text() };
  };

  test('a network may try 120 times a minute to sign in, before a password is looked at', async () => {
    const here = network();
    const form = 'application/x-www-form-urlencoded';
    const attempt = (from: Headers) =>
      post('/api/auth/callback/credentials', from, 'csrfToken=x&json=true', form);
    for (let tried = 0; tried < 120; tried += 1) {
      const { answer } = await attempt(here);
      expect(answer.status).toBe(200);
    }
    const { answer, text } = await attempt(here);
    expect(answer.status).toBe(429);
    expectWait(answer);
    const requestId = answer.headers.get('x-request-id');
    expect(JSON.parse(text)).toMatchObject({ code: 'TOO_MANY_REQUESTS', requestId });
    expect((await attempt(network())).answer.status).toBe(200);
    // It has not been counted among their calls.
    expect(await spend(1, here)).toEqual({ 401: 1 });
  });

  const register = (path: string, headers: Headers, input: object = {}) =>
    post(`/api/trpc/${path}`, headers, JSON.stringify(input), 'application/json');

  test('a network may call 60 times a minute what costs a hash or a mail, however it is spelled', async () => {
    const here = network();
    for (let tried = 0; tried < 60; tried += 1)
      expect((await register('account.register', here)).answer.status).toBe(400);
    const spellings = [
      'account.register',
      'account%2Eregister',
      'account.me,account.reset?batch=1',
    ];
    for (const path of spellings) {
      const { answer, text } = await register(path, here);
      expect(answer.status).toBe(429);
      expectWait(answer);
      const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429 };
      expect(JSON.parse(text)).toMatchObject({ error: { data } });
    }
    expect((await register('account.register', network())).answer.status).toBe(400);
    expect(await spend(1, here)).toEqual({ 401: 1 });
    // A file may have any name.
    const { workspaceId } = person;
    expect(await spend(1, here, `/files/${workspaceId}/x/account.delete`)).toEqual({ 404: 1 });
  });

  test('a sign-up too many says how long to wait', async () => {
    const here = network();
    const input = { email: 'a@example.org', password: testPassword, name: 'Ann' };
    const sign = (from: Headers) => register('account.register', from, input);
    expect((await sign(here)).answer.status).toBe(200);
    const key = `sign-up:${here['x-forwarded-for']}`;
    const { rowCount } = await world.runtime.db.execute(
      sql`UPDATE sign_in_failures SET failures = 38 WHERE key = ${key}`,
    );
    expect(rowCount).toBe(1);
    const { answer, text } = await sign(here);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: 'TOO_MANY_REQUESTS' } } });
    expect((await sign(network())).answer.status).not.toBe(429);
  });
});

describe('two processes', () => {
  let redis: TestRedis;
  let apps: App[];
  beforeAll(async () => {
    redis = await startRedis();
    const of = { databaseUrl: world.database.url, redisPort: redis.port, rate };
    apps = [await startApp(of), await startApp(of)];
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await redis.remove();
  });

  const whole = () =>
    expect.poll(async () => Promise.all(apps.map((app) => app.isUsed()))).toEqual([true, true]);

  /** A token's calls of both in turn, after one by which each knows it. @returns how many each let pass */
  async function passed(times: number): Promise<number[]> {
    const { secret } = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
    const headers = { authorization: `Bearer ${secret}` };
    for (const app of apps) await get(me, headers, app.url());
    const counts = apps.map(() => 0);
    for (let time = 0; time < times; time += 1)
      for (const [nth, app] of apps.entries()) {
        const { status } = await get(me, headers, app.url());
        if (status === 200) counts[nth] = (counts[nth] ?? 0) + 1;
        else expect(status).toBe(429);
      }
    return counts;
  }

  test('share one count through Redis; each counts by itself while it is away, and refuses by that', async () => {
    // On a busy machine Redis may be late, and a process count by itself for a moment.
    const together = () =>
      expect.poll(() => passed(rate), { timeout: 120_000 }).toEqual([rate / 2, rate / 2]);
    await whole();
    await together();
    await redis.kill();
    expect(await passed(rate + 10)).toEqual([rate, rate]);
    await redis.restart('nothing');
    await whole();
    await together();
  });
});
