import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpId } from '../domain/ids.ts';
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
