import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions, tokens, users } from '../../db/schema/accounts.ts';
import type { TokenId, UserId, WorkspaceId } from '../domain/ids.ts';
import { createBeside } from '../platform/beside.ts';
import type { Beside } from '../platform/beside.ts';
import { newId } from '../platform/ids.ts';
import { beginAsking } from './caller.ts';
import type { Shown } from './caller.ts';
import { hashSecret } from './secret.ts';
import { createSession, revokeSession } from './sessions.ts';
import { createInstance } from './testing/instance.ts';
import type { Instance } from './testing/instance.ts';
import { createToken, revokeToken } from './tokens.ts';
import { createUses } from './uses.ts';

let instance: Instance;
let beside: Beside;
let userId: UserId;
let otherId: UserId;
beforeAll(async () => {
  instance = await createInstance();
  beside = createBeside(instance.runtime.log);
  userId = await instance.account('ada@example.org');
  otherId = await instance.account('bob@example.org');
});
afterAll(() => instance.close());

const find = async (shown: Shown) => {
  const { db, cache } = instance.runtime;
  const deps = { db, cache, uses: createUses({ db, beside }) };
  return (await beginAsking(deps, shown).find()).principal;
};
const byCookie = (session: string) => find({ authorization: null, session, user: null });
const byBearer = (secret: string) =>
  find({ authorization: `Bearer ${secret}`, session: null, user: null });
const start = () =>
  createSession(instance.runtime, { userId, userAgent: 'test', address: '127.0.0.1' });
const refused = { code: 'UNAUTHORIZED' };

async function make(over: Partial<Parameters<typeof createToken>[1]> = {}) {
  const id = newId<TokenId>(instance.runtime.clock);
  const given = {
    id,
    userId,
    name: 'ci',
    scopes: ['read'],
    workspaceIds: null,
    expiresAt: null,
    ...over,
  };
  return { id, ...(await createToken(instance.runtime.db, given)) };
}

describe('sessions', () => {
  test('prove who came, and are stored hashed', async () => {
    const { id, secret } = await start();
    expect(await byCookie(secret)).toEqual({ kind: 'user', userId, sessionId: id });
    const [row] = await instance.runtime.db.select().from(sessions).where(eq(sessions.id, id));
    expect(row?.secretHash).toEqual(hashSecret(secret));
  });

  test('end at once where they are revoked, for their own person only', async () => {
    const { id, secret } = await start();
    expect(await revokeSession(instance.runtime.db, otherId, id)).toBe(false);
    expect(await byCookie(secret)).toMatchObject({ kind: 'user' });
    expect(await revokeSession(instance.runtime.db, userId, id)).toBe(true);
    expect(await byCookie(secret)).toEqual({ kind: 'anonymous' });
    expect(await revokeSession(instance.runtime.db, userId, id)).toBe(false);
  });

  test('expire by the clock of the database', async () => {
    const { id, secret } = await start();
    await instance.runtime.db
      .update(sessions)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(sessions.id, id));
    expect(await byCookie(secret)).toEqual({ kind: 'anonymous' });
  });

  test('prove nobody to a page of another person', async () => {
    const { id, secret } = await start();
    const about = (user: UserId) => find({ authorization: null, session: secret, user });
    expect(await about(userId)).toEqual({ kind: 'user', userId, sessionId: id });
    expect(await about(otherId)).toEqual({ kind: 'anonymous' });
  });

  test.each(['', 'x', 'crs_', `crs_${'0'.repeat(32)}_${'a'.repeat(43)}`])(
    '"%s" is nobody',
    async (text) => {
      expect(await byCookie(text)).toEqual({ kind: 'anonymous' });
    },
  );

  test('with another locator than their own are none', async () => {
    const { secret } = await start();
    expect(
      await byCookie(secret.replace(userId.replaceAll('-', ''), otherId.replaceAll('-', ''))),
    ).toEqual({ kind: 'anonymous' });
  });

  test('roll on with use, written once a minute and beside the request', async () => {
    const { id, secret } = await start();
    const read = async () =>
      (await instance.runtime.db.select().from(sessions).where(eq(sessions.id, id)))[0];
    const fresh = await read();
    await byCookie(secret);
    await beside.settle();
    expect(await read()).toEqual(fresh);
    await instance.runtime.db
      .update(sessions)
      .set({
        lastUsedAt: sql`now() - interval '2 minutes'`,
        expiresAt: sql`now() + interval '1 day'`,
      })
      .where(eq(sessions.id, id));
    await Promise.all([byCookie(secret), byCookie(secret)]);
    await beside.settle();
    const rolled = await read();
    expect(Date.parse(rolled?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(fresh?.lastUsedAt ?? ''),
    );
    expect(Date.parse(rolled?.expiresAt ?? '') - Date.parse(rolled?.lastUsedAt ?? '')).toBe(
      60 * 86_400_000,
    );
  });
});

describe('tokens', () => {
  test('prove a program with its scopes and workspaces', async () => {
    const workspaceIds = [newId<WorkspaceId>(instance.runtime.clock)];
    const { id, secret } = await make({ scopes: ['task.get'], workspaceIds });
    expect(await byBearer(secret)).toEqual({
      kind: 'token',
      userId,
      tokenId: id,
      scopes: ['task.get'],
      workspaceIds,
    });
    await beside.settle();
    const [row] = await instance.runtime.db.select().from(tokens).where(eq(tokens.id, id));
    expect(row?.lastUsedAt).not.toBeNull();
  });

  test('that ended are an error, not a stranger', async () => {
    const revoked = await make();
    await revokeToken(instance.runtime.db, userId, revoked.id);
    await expect(byBearer(revoked.secret)).rejects.toMatchObject(refused);
    const expired = await make({ expiresAt: '2020-01-01T00:00:00.000Z' });
    await expect(byBearer(expired.secret)).rejects.toMatchObject(refused);
    await expect(byBearer(`crn_${'0'.repeat(32)}_${'a'.repeat(43)}`)).rejects.toMatchObject(
      refused,
    );
    await expect(
      find({ authorization: 'Basic YTpi', session: null, user: null }),
    ).rejects.toMatchObject(refused);
    const { secret } = await start();
    await expect(byBearer(secret)).rejects.toMatchObject(refused);
  });

  test('go before a cookie', async () => {
    const { secret } = await make();
    const session = await start();
    expect(
      await find({ authorization: `bearer ${secret}`, session: session.secret, user: null }),
    ).toMatchObject({ kind: 'token' });
  });

  test('are no session', async () => {
    expect(await byCookie((await make()).secret)).toEqual({ kind: 'anonymous' });
  });
});

test('a closed account has neither', async () => {
  const { secret: cookie } = await start();
  const { secret: bearer } = await make();
  await instance.runtime.db
    .update(users)
    .set({ disabledAt: sql`now()` })
    .where(eq(users.id, userId));
  expect(await byCookie(cookie)).toEqual({ kind: 'anonymous' });
  await expect(byBearer(bearer)).rejects.toMatchObject(refused);
});
