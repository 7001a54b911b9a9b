import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { linkOf } from '../account/testing/link.ts';
import { installAuthBridge } from '../auth/install-bridge.ts';
import { createToken } from '../auth/tokens.ts';
import type { TokenId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createBrowser } from './testing/browser.ts';
import { fakeSite } from './testing/fake-site.ts';
import { serve } from './testing/served.ts';
import type { Served } from './testing/served.ts';

// I5: no request that starts after a revocation was acknowledged succeeds with the old right.
let world: World;
let served: Served;
let admin: Person;
beforeAll(async () => {
  vi.stubEnv('AUTH_TRUST_HOST', 'true');
  // What everybody may do lies ready before it is taken away.
  world = await createWorld({ cached: true });
  admin = await world.person('Admin');
  served = await serve(world.runtime, fakeSite());
  installAuthBridge(world.runtime);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.close();
  await world.close();
});
beforeEach(() => world.runtime.db.execute(sql`DELETE FROM sign_in_failures`));

const url = (procedure: string) => `${served.origin}/api/trpc/${procedure}`;
const cookieOf = (session: string) => ({ cookie: `cairn.session=${session}` });

/** Calls a verb as a page does, and waits for its answer. */
async function mutate(headers: object, procedure: string, input: object): Promise<void> {
  const answer = await fetch(url(procedure), {
    method: 'POST',
    headers: { ...headers, origin: served.origin, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

/** What requests with these headers get: of a read, a write, a batch, the person's export, and next-auth. */
async function allows(headers: Record<string, string>): Promise<boolean[]> {
  const post = (procedure: string, body: object) =>
    fetch(url(procedure), {
      method: 'POST',
      headers: { ...headers, origin: served.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const answers = await Promise.all([
    fetch(url('account.me'), { headers }),
    fetch(url('workspace.list,task.listHot?batch=1'), { headers }),
    post('workspace.create', { name: 'Still here' }),
  ]);
  return answers.map(({ status }) => status < 400);
}

async function tokenOf({ userId }: Person): Promise<Record<string, string>> {
  const id = testId<TokenId>();
  const given = { id, userId, name: 't', scopes: ['write'], workspaceIds: null, expiresAt: null };
  const { secret } = await createToken(world.runtime.db, given);
  return { authorization: `Bearer ${secret}` };
}

/** A person with a second browser, signed in as a person signs in, and a token. */
async function stage() {
  const person = await world.person();
  const browser = createBrowser(served.origin);
  expect((await browser.signIn(person.email, testPassword)).status).toBe(200);
  const other = cookieOf(browser.cookie('cairn.session') ?? '');
  const own = cookieOf(person.session);
  const token = await tokenOf(person);
  for (const headers of [own, other, token]) expect(await allows(headers)).not.toContain(false);
  // Now nobody writes, so it is kept who they are and what they see.
  for (const headers of [own, other, token]) await fetch(url('task.listHot'), { headers });
  return { person, own, other, token };
}

const all = [true, true, true];
const none = [false, false, false];
type Stage = Awaited<ReturnType<typeof stage>>;

const revocations: {
  [name: string]: {
    revoke: (at: Stage) => Promise<void>;
    left: Record<'own' | 'other' | 'token', boolean[]>;
  };
} = {
  'account.changePassword': {
    revoke: ({ own }) =>
      mutate(own, 'account.changePassword', { current: testPassword, next: 'another long one' }),
    left: { own: all, other: none, token: all },
  },
  'account.reset': {
    revoke: async ({ person }) => {
      const secret = await linkOf(world.runtime, { userId: person.userId });
      await mutate({}, 'account.reset', { secret, password: 'another long one' });
    },
    left: { own: none, other: none, token: all },
  },
  'session.revokeOthers': {
    revoke: ({ own }) => mutate(own, 'session.revokeOthers', {}),
    left: { own: all, other: none, token: all },
  },
  'admin.disableUser': {
    revoke: ({ person }) =>
      mutate(cookieOf(admin.session), 'admin.disableUser', { userId: person.userId }),
    left: { own: none, other: none, token: none },
  },
  'account.delete': {
    revoke: ({ own }) => mutate(own, 'account.delete', { password: testPassword }),
    left: { own: none, other: none, token: none },
  },
};

describe('after it was acknowledged, the next request with an old right fails', () => {
  test.each(Object.entries(revocations))('%s', async (_, { revoke, left }) => {
    const at = await stage();
    await revoke(at);
    for (const name of ['own', 'other', 'token'] as const)
      expect(await allows(at[name]), name).toEqual(left[name]);
    const session = await fetch(`${served.origin}/api/auth/session`, { headers: at.other });
    expect(await session.json()).toEqual({});
    const taken = await fetch(`${served.origin}/api/export`, { headers: at.other });
    expect(taken.status).toBe(401);
  });
});

test('planted: sessions that a new password leaves behind are seen by the same requests', async () => {
  const at = await stage();
  plantBug('sessions-stay');
  await revocations['account.changePassword']?.revoke(at);
  plantBug(null);
  expect(await allows(at.other)).toEqual(all);
});

test('planted: a scope that is not marked leaves a closed account its rights', async () => {
  const served = async () => {
    const at = await stage();
    plantBug('touch-forgotten');
    await revocations['admin.disableUser']?.revoke(at);
    plantBug(null);
    return (await fetch(url('task.listHot'), { headers: at.own })).status;
  };
  // A machine that is busy may have kept nothing for a moment.
  await expect.poll(served, { timeout: 20_000 }).toBe(200);
});

test('an administrator who is lowered administers nothing from the next request on', async () => {
  const { person, own } = await stage();
  const set = (isAdmin: boolean) =>
    mutate(cookieOf(admin.session), 'admin.setAdmin', { userId: person.userId, admin: isAdmin });
  const status = async () => (await fetch(url(`admin.getSizes`), { headers: own })).status;
  expect(await status()).toBe(403);
  await set(true);
  expect(await status()).toBe(200);
  await set(false);
  expect(await status()).toBe(403);
});

test('a closed account is told so where its password is right, and only there', async () => {
  const person = await world.person();
  await mutate(cookieOf(admin.session), 'admin.disableUser', { userId: person.userId });
  const browser = createBrowser(served.origin);
  const right = await browser.signIn(person.email, testPassword);
  expect([right.status, await right.json()]).toMatchObject([403, { code: 'FORBIDDEN' }]);
  expect((await browser.signIn(person.email, 'wrong')).status).toBe(401);
  expect(browser.cookie('cairn.session')).toBeNull();
});

test('a token changes no credential', async () => {
  const { token } = await stage();
  const password = testPassword;
  const calls: [string, object][] = [
    ['account.changePassword', { current: password, next: 'another long one' }],
    ['account.changeEmail', { password, email: 'new@example.org' }],
    ['account.delete', { password }],
    ['session.revokeOthers', {}],
    ['token.create', { name: 'x', scopes: ['read'] }],
  ];
  for (const [procedure, input] of calls) {
    const answer = await fetch(url(procedure), {
      method: 'POST',
      headers: { ...token, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    expect(answer.status, procedure).toBe(403);
  }
});

test('what anyone may ask and what costs a hash or a mail comes once in a request', async () => {
  const input = { secret: 'A'.repeat(43), password: 'another long one' };
  const answer = await fetch(url('account.reset,account.reset?batch=1'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ 0: input, 1: input }),
  });
  expect(answer.status).toBe(400);
});
