import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { transaction } from '../../db/transaction.ts';
import { verifyPassword } from '../auth/password.ts';
import { signIn } from '../auth/sign-in.ts';
import { resolveSession } from '../auth/sessions.ts';
import { createToken, resolveBearer } from '../auth/tokens.ts';
import type { TokenId } from '../domain/ids.ts';
import { systemContext } from '../platform/context.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { getAccountId } from './get-account-id.ts';
import { registerAccount } from './register-account.ts';
import { setPassword } from './set-password.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const newPassword = 'another horse battery';

async function hashOf(userId: string): Promise<string> {
  const found = await world.runtime.db.execute<{ password_hash: string }>(
    sql`SELECT password_hash FROM credentials WHERE user_id = ${userId}`,
  );
  return found.rows[0]?.password_hash ?? '';
}

test('the new password holds, the old one and every session are over, tokens stay', async () => {
  const ann = await world.person();
  const bob = await world.person();
  const { db } = world.runtime;
  const token = {
    id: testId<TokenId>(),
    userId: ann.userId,
    name: 't',
    scopes: ['read'],
    workspaceIds: null,
    expiresAt: null,
  };
  const { secret } = await createToken(db, token);

  const answer = await setPassword(systemContext(world.runtime, ann.userId), newPassword);
  expect(answer).toEqual({ endedSessions: 1 });
  expect(await verifyPassword(await hashOf(ann.userId), newPassword)).toBe(true);
  expect(await verifyPassword(await hashOf(ann.userId), testPassword)).toBe(false);
  expect(await resolveSession(db, ann.session)).toBeNull();
  expect(await resolveBearer(db, secret)).not.toBeNull();
  expect(await resolveSession(db, bob.session)).not.toBeNull();
  expect(await verifyPassword(await hashOf(bob.userId), testPassword)).toBe(true);

  const audit = await db.execute<{ action: string; details: object }>(
    sql`SELECT action, details FROM account_audit WHERE user_id = ${ann.userId} AND action = 'account.setPassword'`,
  );
  expect(audit.rows).toEqual([{ action: 'account.setPassword', details: { endedSessions: 1 } }]);
});

/** How many backends wait for a lock at this moment. */
async function waitingForLocks(): Promise<number> {
  const found = await world.runtime.db.execute(sql`
    SELECT 1 FROM pg_locks WHERE NOT granted
      AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`);
  return found.rows.length;
}

test('a sign-in with the old password that began before opens nothing after', async () => {
  const ann = await world.person();
  const { db, pool } = world.runtime;
  let setting: Promise<unknown> = Promise.resolve();
  let signing: Promise<unknown> = Promise.resolve();
  // The last statement of setting a password waits here, however long: all of its revocations are made, none is committed.
  await db.execute(sql`
    CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM set_config('lock_timeout', '0', true);
      PERFORM pg_advisory_xact_lock_shared(1);
      RETURN NEW;
    END $$`);
  await db.execute(sql`
    CREATE TRIGGER waits BEFORE INSERT ON account_audit FOR EACH ROW EXECUTE FUNCTION wait_here()`);
  await transaction(pool, async (holder) => {
    await holder.execute(sql`SELECT pg_advisory_xact_lock(1)`);
    setting = setPassword(systemContext(world.runtime, ann.userId), newPassword);
    await expect.poll(waitingForLocks, { interval: 5 }).toBe(1);
    let signedIn = false;
    signing = signIn(world.runtime, {
      email: ann.email,
      password: testPassword,
      device: null,
      session: null,
      address: '203.0.113.9',
      userAgent: null,
    }).finally(() => {
      signedIn = true;
    });
    await expect.poll(async () => signedIn || (await waitingForLocks()) === 2).toBe(true);
  });
  await setting;
  await db.execute(sql`DROP TRIGGER waits ON account_audit`);
  expect(await signing).toEqual({ kind: 'wrong' });
  const left = await db.execute(sql`
    SELECT id::text FROM sessions WHERE user_id = ${ann.userId} AND revoked_at IS NULL
    UNION ALL SELECT 'device' FROM known_devices WHERE user_id = ${ann.userId}`);
  expect(left.rows).toEqual([]);
});

test('only the instance itself may look an account up or set a password', async () => {
  const ann = await world.person();
  await expect(setPassword(ann.ctx(), newPassword)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(getAccountId(ann.ctx(), ann.email)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await verifyPassword(await hashOf(ann.userId), testPassword)).toBe(true);
  expect(await resolveSession(world.runtime.db, ann.session)).not.toBeNull();
});

test('an address is found however it is written, an unknown one is named', async () => {
  const ann = await world.person();
  const ctx = systemContext(world.runtime, null);
  expect(await getAccountId(ctx, ` ${ann.email.toUpperCase()} `)).toBe(ann.userId);
  await expect(getAccountId(ctx, 'no@example.org')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'no account has the address no@example.org',
  });
});

test('whoever runs the instance adds people also where sign-up is closed', async () => {
  await world.person();
  await world.runtime.db.execute(sql`UPDATE instance_settings SET sign_up = 'closed'`);
  const input = { password: testPassword, name: 'New', locale: 'en', timeZone: 'UTC' } as const;
  const outside = registerAccount(world.anonymous(), { ...input, email: 'out@example.org' });
  await expect(outside).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const inside = await registerAccount(systemContext(world.runtime, null), {
    ...input,
    email: 'in@example.org',
  });
  expect(inside.user.email).toBe('in@example.org');
});
