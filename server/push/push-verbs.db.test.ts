import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSession } from '../auth/sessions.ts';
import { mostPushed } from '../domain/limits.ts';
import type { Ctx } from '../platform/context.ts';
import { isPoint } from '../platform/push-encryption.ts';
import { revokeSession } from '../session/revoke-session.ts';
import { fiveTests } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { subscribePush } from './subscribe-push.ts';
import { testPush } from './test-push.ts';
import { openBrowser } from './testing/receiver.ts';
import { unsubscribePush } from './unsubscribe-push.ts';

const given = (endpoint = `https://push.example.org/${testId()}`) => ({
  endpoint,
  keys: openBrowser().keys,
});
const tooLow = {
  roleTooLow: {
    by: ({ owner }: { owner: Person }) => tokenOf(owner, { scopes: ['write'] }),
    code: /^FORBIDDEN$/,
  },
};

fiveTests({
  ...tooLow,
  name: 'push.subscribe',
  verb: subscribePush,
  input: () => Promise.resolve(given()),
  async happy(made, { owner }) {
    expect(made).toMatchObject({ current: true, lastUsedAt: null });
    expect((await listSubscriptions(owner.ctx())).items).toEqual([made]);
  },
  trace: 'account_audit',
  otherTenant: { by: ({ world }) => world.anonymous(), code: /^UNAUTHORIZED$/ },
});
fiveTests({
  ...tooLow,
  name: 'push.unsubscribe',
  verb: unsubscribePush,
  input: async ({ owner }) => ({ subscriptionId: (await subscribePush(owner.ctx(), given())).id }),
  async happy(answer, { owner }, { subscriptionId }) {
    expect(answer).toEqual({ id: subscriptionId, deleted: true });
    expect((await listSubscriptions(owner.ctx())).items).toEqual([]);
  },
  trace: 'account_audit',
});
fiveTests({
  ...tooLow,
  name: 'push.test',
  verb: testPush,
  input: async ({ owner, world }) => {
    await world.runtime.db.execute(sql`DELETE FROM pushes`);
    return { subscriptionId: (await subscribePush(owner.ctx(), given())).id };
  },
  happy: (answer, _, { subscriptionId }) =>
    expect(answer).toEqual({ id: subscriptionId, queued: true }),
  trace: 'pushes',
});

describe('a browser', () => {
  let world: World;
  let ada: Person;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    ada = await world.person('Ada');
  });
  afterAll(() => world.close());

  /** The person in another browser. */
  async function elsewhere(person: Person): Promise<Ctx> {
    const { userId } = person;
    const { id } = await createSession(world.runtime, { userId, userAgent: null, address: null });
    return { ...person.ctx(), principal: { kind: 'user', userId, sessionId: id } };
  }
  const listed = async (ctx = ada.ctx()) => (await listSubscriptions(ctx)).items;

  test('is told of the key that it subscribes for, and of nothing that is secret', async () => {
    await subscribePush(ada.ctx(), given());
    const answer = await listSubscriptions(ada.ctx());
    expect(isPoint(Buffer.from(answer.publicKey, 'base64url'))).toBe(true);
    expect(Object.keys(answer.items[0] ?? {}).toSorted()).toEqual([
      'createdAt',
      'current',
      'id',
      'lastUsedAt',
      'userAgent',
    ]);
  });

  test('is one of its session: another subscription takes the place of the first', async () => {
    const first = await subscribePush(ada.ctx(), given());
    const second = await subscribePush(ada.ctx(), given());
    expect(second.id).toBe(first.id);
    const other = await subscribePush(await elsewhere(ada), given());
    expect((await listed()).map(({ id, current }) => [id, current])).toEqual(
      expect.arrayContaining([
        [first.id, true],
        [other.id, false],
      ]),
    );
  });

  test('goes with its session, from the list and from what waits', async () => {
    const there = await elsewhere(ada);
    const { id } = await subscribePush(there, given());
    await testPush(ada.ctx(), { subscriptionId: id });
    const sessionId = there.principal.kind === 'user' ? there.principal.sessionId : ada.sessionId;
    await revokeSession(ada.ctx(), { sessionId });
    expect(await listed()).toEqual([]);
    await expect(testPush(ada.ctx(), { subscriptionId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is told for whoever is signed in there, and nobody takes one whose keys they do not know', async () => {
    const bob = await world.person('Bob');
    const mine = given();
    await subscribePush(ada.ctx(), mine);
    await expect(
      subscribePush(bob.ctx(), { ...mine, keys: openBrowser().keys }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await listed()).toHaveLength(1);
    await subscribePush(bob.ctx(), mine);
    expect([await listed(), await listed(bob.ctx())]).toMatchObject([[], [{ current: true }]]);
  });

  test('of many is one too many', async () => {
    for (let count = 0; count < mostPushed; count += 1)
      await subscribePush(await elsewhere(ada), given());
    const last = await elsewhere(ada);
    await expect(subscribePush(last, given())).rejects.toMatchObject({ code: 'CONFLICT' });
    const [one] = await listed();
    if (one) await unsubscribePush(ada.ctx(), { subscriptionId: one.id });
    expect(await subscribePush(last, given())).toMatchObject({ current: true });
  });

  test.each([
    'http://push.example.org/a',
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://10.1.2.3:8443/a',
    'https://[::1]/a',
    'https://[fd00::1]/a',
    'https://localhost/a',
    'https://cairn.localhost/a',
    'https://nas.local/a',
    'https://metadata.google.internal/a',
    'https://redis/a',
    'https://user:word@push.example.org/a',
    'push.example.org',
    '',
  ])('is not told at %s', async (endpoint) => {
    await expect(subscribePush(ada.ctx(), given(endpoint))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['endpoint'] }],
    });
  });

  test('is not told under a key that lies on no curve', async () => {
    const { endpoint, keys } = given();
    const p256dh = Buffer.alloc(65, 4).toString('base64url');
    await expect(
      subscribePush(ada.ctx(), { endpoint, keys: { ...keys, p256dh } }),
    ).rejects.toMatchObject({ issues: [{ path: ['keys', 'p256dh'] }] });
  });
});
