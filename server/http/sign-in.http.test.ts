import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sessions, signInFailures } from '../../db/schema/accounts.ts';
import { createPool, createDb } from '../../db/client.ts';
import { installAuthBridge } from '../auth/install-bridge.ts';
import { loadEnv } from '../platform/env.ts';
import type { TokenId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import { createWorld, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { fakeSite } from './testing/fake-site.ts';
import { serve } from './testing/served.ts';
import type { Served } from './testing/served.ts';
import { createBrowser } from './testing/browser.ts';
import type { Browser } from './testing/browser.ts';

let world: World;
let served: Served;
let person: Person;
let browser: Browser;
beforeAll(async () => {
  // next.config.js says so to the built route.
  vi.stubEnv('AUTH_TRUST_HOST', 'true');
  world = await createWorld();
  person = await world.person('Ada');
  served = await serve(world.runtime, fakeSite());
  installAuthBridge(world.runtime);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.close();
  await world.close();
});
beforeEach(async () => {
  await world.runtime.db.delete(signInFailures);
  browser = createBrowser(served.origin);
});

/** Makes a delay that has begun a long one, so that a slow machine does not sit it out. */
const lengthen = () => world.runtime.db.update(signInFailures).set({ failures: sql`failures + 8` });

const me = async (given: Browser) => (await given.get('/api/trpc/account.me')).status;

describe('signing in as next-auth does it', () => {
  test('gives a session that the contract and next-auth know', async () => {
    const answer = await browser.signIn(person.email, testPassword);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ url: served.origin });
    expect(browser.cookie('cairn.session')).toMatch(/^crs_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    expect(browser.attributes('cairn.session')).toMatch(/HttpOnly; SameSite=Lax$/);
    expect(await me(browser)).toBe(200);
    const session = await (await browser.get('/api/auth/session')).json();
    expect(session).toEqual({
      user: { id: person.userId, name: 'Ada', email: person.email },
      expires: expect.any(String),
    });
  });

  test('keeps its id over next-auth reading it, and writes no row for that', async () => {
    await browser.signIn(person.email, testPassword);
    const before = browser.cookie('cairn.session');
    const count = () => world.runtime.db.$count(sessions);
    const rows = await count();
    await browser.get('/api/auth/session');
    expect([browser.cookie('cairn.session'), await count()]).toEqual([before, rows]);
  });

  test('ends the session that the browser had, and no other', async () => {
    const other = createBrowser(served.origin);
    await other.signIn(person.email, testPassword);
    await browser.signIn(person.email, testPassword);
    const former = `cairn.session=${browser.cookie('cairn.session')}`;
    await browser.signIn(person.email, 'wrong');
    expect(await me(browser)).toBe(200);
    await browser.signIn(person.email, testPassword);
    const kept = await fetch(`${served.origin}/api/trpc/account.me`, {
      headers: { cookie: former },
    });
    expect([kept.status, await me(browser), await me(other)]).toEqual([401, 200, 200]);
  });

  test('needs the token of its form', async () => {
    const answer = await browser.post('/api/auth/callback/credentials', {
      email: person.email,
      password: testPassword,
      csrfToken: 'x',
      json: 'true',
    });
    expect(browser.cookie('cairn.session')).toBeNull();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ url: `${served.origin}/api/auth/signin?csrf=true` });
  });

  test('never leads elsewhere', async () => {
    for (const callbackUrl of ['https://evil.example/', '//evil.example', '::::', '/today']) {
      const given = createBrowser(served.origin);
      const answer = await given.signIn(person.email, testPassword, { callbackUrl });
      const { url } = (await answer.json()) as { url: string };
      expect(new URL(url).origin).toBe(served.origin);
    }
  });

  test('answers alike to a wrong password and to nobody', async () => {
    const answers = await Promise.all([
      browser.signIn(person.email, 'wrong'),
      browser.signIn('nobody@example.org', 'wrong'),
    ]);
    const told = await Promise.all(
      answers.map(async (answer) => [answer.status, await answer.text()]),
    );
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.[0]).toBe(401);
  });

  test('says when to come back', async () => {
    for (let failed = 0; failed < 5; failed += 1) await browser.signIn(person.email, 'wrong');
    await lengthen();
    const answer = await browser.signIn(person.email, testPassword);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(browser.cookie('cairn.session')).toBeNull();
  });

  test('remembers the browser, which then passes whatever others do', async () => {
    await browser.signIn(person.email, testPassword);
    expect(browser.attributes('cairn.device')).toContain('HttpOnly');
    const other = createBrowser(served.origin);
    for (let failed = 0; failed < 5; failed += 1) await other.signIn(person.email, 'wrong');
    await lengthen();
    expect((await other.signIn(person.email, testPassword)).status).toBe(429);
    expect((await browser.signIn(person.email, testPassword)).status).toBe(200);
  });

  test.each([
    [{ 'content-type': 'application/json' }, '{', 400],
    [
      { 'content-type': 'application/json' },
      '{"email":{"a":1},"callbackUrl":5,"csrfToken":null,"json":"true"}',
      200,
    ],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, '%', 302],
  ])('never fails at what it is sent: %o %s', async (headers, body, status) => {
    const answer = await fetch(`${served.origin}/api/auth/callback/credentials`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    expect(answer.status).toBe(status);
  });

  test('takes no harm from broken cookies and addresses', async () => {
    const cookie =
      'cairn.callback-url=%%%; cairn.csrf=%E0%A4%A; cairn.session=x; cairn.session.0=y';
    for (const path of ['/api/auth/csrf', '/api/auth/session', '/api/auth/csrf?callbackUrl=::::'])
      expect((await fetch(served.origin + path, { headers: { cookie } })).status).toBe(200);
  });
});

describe('signing out', () => {
  test('ends the session everywhere at once', async () => {
    await browser.signIn(person.email, testPassword);
    const kept = browser.cookie('cairn.session') ?? '';
    await browser.signOut();
    expect(browser.cookie('cairn.session')).toBeNull();
    const headers = { cookie: `cairn.session=${kept}` };
    expect((await fetch(`${served.origin}/api/trpc/account.me`, { headers })).status).toBe(401);
    expect(await (await fetch(`${served.origin}/api/auth/session`, { headers })).json()).toEqual(
      {},
    );
  });

  test('a session ended elsewhere is a stranger here, without a fault', async () => {
    await browser.signIn(person.email, testPassword);
    await world.runtime.db
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(eq(sessions.userId, person.userId));
    expect(await me(browser)).toBe(401);
    const answer = await browser.get('/api/auth/session');
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(browser.cookie('cairn.session')).toBeNull();
  });
});

describe('where Postgres is away', () => {
  test('nobody is signed out by it, and nobody is told that they were', async () => {
    await browser.signIn(person.email, testPassword);
    const kept = browser.cookie('cairn.session');
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1 });
    installAuthBridge({ ...world.runtime, pool, db: createDb(pool) });
    const answers = [
      await browser.get('/api/auth/session'),
      await browser.signOut(),
      await browser.signIn(person.email, testPassword),
    ];
    installAuthBridge(world.runtime);
    await pool.end();
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(browser.cookie('cairn.session')).toBe(kept);
    expect(await me(browser)).toBe(200);
  });
});

describe('programs', () => {
  const call = (authorization: string) =>
    fetch(`${served.origin}/api/trpc/account.me`, { headers: { authorization } });

  test('act with a token, without any origin', async () => {
    const id = newId<TokenId>(world.runtime.clock);
    const given = {
      id,
      userId: person.userId,
      name: 'ci',
      scopes: ['read'],
      workspaceIds: null,
      expiresAt: null,
    };
    const { secret } = await createToken(world.runtime.db, given);
    expect((await call(`Bearer ${secret}`)).status).toBe(200);
    await revokeToken(world.runtime.db, person.userId, id);
    const answer = await call(`Bearer ${secret}`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      error: {
        message: expect.stringContaining('token') as string,
        data: { code: 'UNAUTHORIZED', requestId: answer.headers.get('x-request-id') },
      },
    });
  });

  test('with nothing of the kind are refused, not taken for strangers', async () => {
    for (const authorization of ['Bearer x', 'Basic YTpi', 'Bearer'])
      expect((await call(authorization)).status).toBe(401);
  });
});

test('over https the cookies are bound to their host, and plain ones count for nothing', async () => {
  const env = loadEnv({
    NODE_ENV: 'test',
    CAIRN_PROXIES: '127.0.0.1',
    CAIRN_HOSTS: 'tasks.example.org',
  });
  const behind = await serve({ ...world.runtime, env }, fakeSite());
  const secure = createBrowser(
    behind.origin,
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tasks.example.org' },
    'https://tasks.example.org',
  );
  expect((await secure.signIn(person.email, testPassword)).status).toBe(200);
  expect(secure.attributes('__Host-cairn.session')).toMatch(
    /Path=\/;.*HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(secure.attributes('__Host-cairn.device')).toMatch(/; Secure$/);
  expect(await me(secure)).toBe(200);
  const cookie = `cairn.session=${secure.cookie('__Host-cairn.session')}`;
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tasks.example.org', cookie };
  expect((await fetch(`${behind.origin}/api/trpc/account.me`, { headers })).status).toBe(401);
  await behind.close();
});
