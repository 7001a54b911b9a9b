import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmEmail } from '../account/confirm-email.ts';
import { resetPassword } from '../account/reset-password.ts';
import { linkOf } from '../account/testing/link.ts';
import { resolveSession } from '../auth/sessions.ts';
import { signIn } from '../auth/sign-in.ts';
import { createToken, resolveBearer } from '../auth/tokens.ts';
import type { TokenId, WorkspaceId } from '../domain/ids.ts';
import { createTenant } from '../testing/tenant.ts';
import { tokenOf } from '../testing/token-of.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { actions, policyOf } from '../domain/policy.ts';
import { fill, samples } from '../testing/samples.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { disableUser } from './disable-user.ts';
import { enableUser } from './enable-user.ts';
import { getSizes } from './get-sizes.ts';
import { listUsers } from './list-users.ts';
import { setAdmin } from './set-admin.ts';

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.person('Admin');
});
afterAll(() => world.close());

const attempt = (email: string, password = testPassword) =>
  signIn(world.runtime, {
    email,
    password,
    device: null,
    session: null,
    address: '203.0.113.9',
    userAgent: null,
  });

test('a closed account is over at once, and says so to its own password alone', async () => {
  const ann = await world.person('Ann');
  const { db } = world.runtime;
  const id = testId<TokenId>();
  const given = { id, userId: ann.userId, name: 't', scopes: ['read'], workspaceIds: null };
  const { secret } = await createToken(db, { ...given, expiresAt: null });
  await disableUser(admin.ctx(), { userId: ann.userId });
  expect(await resolveSession(db, ann.session)).toBeNull();
  expect(await resolveBearer(db, secret)).toBeNull();
  expect(await attempt(ann.email)).toEqual({ kind: 'disabled' });
  expect(await attempt(ann.email, 'wrong')).toEqual({ kind: 'wrong' });
  await enableUser(admin.ctx(), { userId: ann.userId });
  expect(await attempt(ann.email)).toMatchObject({ kind: 'ok' });
  // What ended does not come back with the account.
  expect(await resolveSession(db, ann.session)).toBeNull();
  expect(await resolveBearer(db, secret)).toBeNull();
});

test('a mailed link ends with the closing of its account: opened within its hour, it is not good again', async () => {
  const ann = await world.person('Ann');
  const { userId } = ann;
  const secret = await linkOf(world.runtime, { userId });
  const moved = await linkOf(world.runtime, { userId, email: 'ann-moved@example.org' });
  await disableUser(admin.ctx(), { userId });
  await enableUser(admin.ctx(), { userId });
  const over = { code: 'NOT_FOUND' };
  const password = 'another horse battery';
  await expect(resetPassword(world.anonymous(), { secret, password })).rejects.toMatchObject(over);
  await expect(confirmEmail(world.anonymous(), { secret: moved })).rejects.toMatchObject(over);
  expect(await attempt(ann.email)).toMatchObject({ kind: 'ok' });
});

test('nobody closes their own account, and the last administrator stays one', async () => {
  const userId = admin.userId;
  const refused = { code: 'CONFLICT' };
  await expect(disableUser(admin.ctx(), { userId })).rejects.toMatchObject(refused);
  await expect(setAdmin(admin.ctx(), { userId, admin: false })).rejects.toMatchObject(refused);
  const eve = await world.person('Eve');
  await setAdmin(admin.ctx(), { userId: eve.userId, admin: true });
  await disableUser(admin.ctx(), { userId: eve.userId });
  // One who is closed does not count.
  await expect(setAdmin(admin.ctx(), { userId, admin: false })).rejects.toMatchObject(refused);
});

test('of two administrators who close or lower each other at once, one is left', async () => {
  for (const act of ['disable', 'lower'] as const) {
    const [one, other] = [await world.person('One'), await world.person('Other')];
    for (const { userId } of [one, other]) await setAdmin(admin.ctx(), { userId, admin: true });
    // The first is out of the way, so that these two are all.
    await world.runtime.db.execute(
      sql`UPDATE users SET is_admin = id IN (${one.userId}, ${other.userId})`,
    );
    const done = await Promise.allSettled(
      [
        [one, other],
        [other, one],
      ].map(([by, whom]) => {
        const userId = (whom as Person).userId;
        return act === 'disable'
          ? disableUser((by as Person).ctx(), { userId })
          : setAdmin((by as Person).ctx(), { userId, admin: false });
      }),
    );
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = await world.runtime.db.execute(
      sql`SELECT 1 FROM users WHERE is_admin AND disabled_at IS NULL`,
    );
    expect(left.rows).toHaveLength(1);
    await world.runtime.db.execute(sql`UPDATE users SET is_admin = id = ${admin.userId}`);
  }
});

test('an administrator sees accounts and counts, and never what anybody works on', async () => {
  const ann = await world.person('Ann');
  const tenant = await createTenant({ world, person: ann, marker: 'PRIVATE' });
  const told = JSON.stringify([
    await listUsers(admin.ctx(), { limit: 100 }),
    await getSizes(admin.ctx()),
  ]);
  // The name of a person is all that the marker stands in.
  expect(told.replace(/"PRIVATE (left|mate|host)"/g, '')).not.toContain('PRIVATE');
  expect(told).not.toMatch(/argon2|secret|hash/i);
  for (const action of actions.filter((one) => policyOf(one).who === 'member')) {
    for (const sample of samples[action]()) {
      const input = fill(sample, ({ kind, isNew }) => [isNew ? testId() : tenant.live[kind]]);
      await expect(callProcedure(admin.ctx(), action, input), action).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  }
});

test('accounts come newest first, page by page, and are found by name and address', async () => {
  const made: Person[] = [];
  for (const name of ['Алёна Ёлкина', 'Boris', 'Chloë']) made.push(await world.person(name));
  const all: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listUsers(admin.ctx(), { limit: 2, cursor });
    all.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(all).toEqual(all.toSorted().toReversed());
  expect(all).toEqual(expect.arrayContaining(made.map(({ userId }) => userId)));
  const found = async (text: string) =>
    (await listUsers(admin.ctx(), { limit: 10, text })).items.map(({ id }) => id);
  expect(await found('елкина')).toEqual([made[0]?.userId]);
  expect(await found(made[1]?.email.toUpperCase() ?? '')).toEqual([made[1]?.userId]);
  expect(await found('%')).toEqual([]);
  await expect(listUsers(admin.ctx(), { limit: 2, cursor: 'x' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

test('the sizes are numbers that add up', async () => {
  const before = await getSizes(admin.ctx());
  const ann = await world.person('Ann');
  await createTenant({ world, person: ann, marker: 'M' });
  const after = await getSizes(admin.ctx());
  expect(after.users).toBe(before.users + 4);
  expect(after.tasks).toBeGreaterThan(before.tasks);
  expect(after.comments).toBeGreaterThan(before.comments);
  expect(after.databaseBytes).toBeGreaterThan(1_000_000);
  expect(after.signUps).toHaveLength(30);
  // Of all days: midnight may fall between the two.
  const signUps = (sizes: typeof after) => sizes.signUps.reduce((sum, { count }) => sum + count, 0);
  expect(signUps(after)).toBe(signUps(before) + 4);
  expect(after.version).toMatch(/^\d+\.\d+\.\d+/);
});

test('a token of an administrator administers nothing', async () => {
  const program = await tokenOf(admin, { scopes: ['write'] });
  for (const action of actions.filter((one) => policyOf(one).who === 'administrator')) {
    const [sample] = samples[action]();
    const input = fill(sample, () => [testId<WorkspaceId>()]);
    await expect(callProcedure(program, action, input), action).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  }
});
