import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordWork } from '../auth/password.ts';
import type { OpId } from '../domain/ids.ts';
import { systemContext } from '../platform/context.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { registerAccount } from './register-account.ts';
import type { RegisterInput } from './schema.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const input = (more: Partial<RegisterInput> = {}): RegisterInput => ({
  email: `${testId()}@example.org`,
  password: testPassword,
  name: 'New',
  locale: 'en',
  timeZone: 'UTC',
  ...more,
});
const register = (sent: RegisterInput) => registerAccount(world.anonymous(), sent);

test('of accounts that are the first at once, one is the administrator', async () => {
  const made = await Promise.all([register(input()), register(input()), register(input())]);
  expect(made.filter(({ user }) => user.isAdmin)).toHaveLength(1);
});

test('I2: the same opId makes one account, at once and again; another call under it is refused', async () => {
  const sent = input({ opId: testId<OpId>() });
  const [one, two] = await Promise.all([register(sent), register(sent)]);
  expect(two).toEqual(one);
  expect(await register(sent)).toEqual(one);
  await expect(register({ ...sent, name: 'Other' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    issues: [{ path: ['opId'] }],
  });
});

test('a repeated opId with another password is another call', async () => {
  const sent = input({ opId: testId<OpId>() });
  await register(sent);
  await expect(register({ ...sent, password: 'another horse battery' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    issues: [{ path: ['opId'] }],
  });
});

test('an address is taken in every spelling', async () => {
  const sent = input({ email: 'Ann@Example.org' });
  await register(sent);
  await expect(register(input({ email: 'ann@example.ORG' }))).rejects.toMatchObject({
    code: 'CONFLICT',
    issues: [{ path: ['email'] }],
  });
});

test('where sign-up is not open nothing is made', async () => {
  const { db } = world.runtime;
  const count = async () => (await db.execute(sql`SELECT id FROM users`)).rows.length;
  const before = await count();
  await db.execute(sql`UPDATE instance_settings SET sign_up = 'closed'`);
  await expect(register(input())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await db.execute(sql`UPDATE instance_settings SET sign_up = 'open'`);
  expect(await count()).toBe(before);
});

test('what is refused costs no hash', async () => {
  const { db, env } = world.runtime;
  const sent = input();
  await register(sent);
  const before = passwordWork.count;
  await expect(register({ ...sent, name: 'Twice' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await db.execute(sql`UPDATE instance_settings SET sign_up = 'closed'`);
  await expect(register(input())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await db.execute(sql`UPDATE instance_settings SET sign_up = 'open'`);
  const fresh = await createWorld();
  const runtime = { ...fresh.runtime, env: { ...env, host: '0.0.0.0' } };
  const first = registerAccount({ ...fresh.anonymous(), runtime }, input());
  await expect(first).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await fresh.close();
  expect(passwordWork.count).toBe(before);
});

test('a network that signs up without end is slowed, for probes of addresses too; others and the instance are not', async () => {
  const { db } = world.runtime;
  const sent = input();
  await register(sent);
  await db.execute(sql`UPDATE sign_in_failures SET failures = 38 WHERE key = 'sign-up:127.0.0.1'`);
  const throttled = { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) as number };
  const before = passwordWork.count;
  await expect(register(sent)).rejects.toMatchObject(throttled);
  await expect(register(input())).rejects.toMatchObject(throttled);
  expect(passwordWork.count).toBe(before);
  await registerAccount({ ...world.anonymous(), address: '203.0.113.7' }, input());
  await registerAccount(systemContext(world.runtime, null), input());
});
