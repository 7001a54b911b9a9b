import { setImmediate } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { knownDevices, signInFailures, users } from '../../db/schema/accounts.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Lane } from './hash-queue.ts';
import { passwordWork, verifyPassword } from './password.ts';
import { signIn } from './sign-in.ts';
import type { SignInAttempt, SignInOutcome } from './sign-in.ts';
import { reserveAttempt } from './throttle.ts';
import { createInstance, rightPassword } from './testing/instance.ts';
import type { Instance } from './testing/instance.ts';

let instance: Instance;
beforeAll(async () => {
  instance = await createInstance();
  await instance.account('Ada@Example.org');
  await instance.account('bob@example.org');
});
afterAll(() => instance.close());
beforeEach(() => instance.runtime.db.delete(signInFailures));
afterEach(() => plantBug(null));

const attempt = (over: Partial<SignInAttempt> = {}): Promise<SignInOutcome> =>
  signIn(instance.runtime, {
    email: 'ada@example.org',
    password: rightPassword,
    device: null,
    session: null,
    address: '203.0.113.7',
    userAgent: 'test',
    ...over,
  });

const wrong = (over: Partial<SignInAttempt> = {}) => attempt({ password: 'wrong', ...over });

async function failTimes(count: number, over: Partial<SignInAttempt> = {}): Promise<void> {
  for (let failed = 0; failed < count; failed += 1)
    expect(await wrong(over)).toEqual({ kind: 'wrong' });
}

/** Lets time pass for every counter, by the database's clock. */
const pass = (seconds: number) =>
  instance.runtime.db
    .update(signInFailures)
    .set({ lastFailedAt: sql`last_failed_at - make_interval(secs => ${seconds})` });

/** Makes every delay that has begun a long one, so that a slow machine does not sit it out. */
const lengthen = () =>
  instance.runtime.db.update(signInFailures).set({ failures: sql`failures + 8` });

const throttled = { kind: 'throttled', retryAfter: expect.any(Number) as number };

async function workOf(work: () => Promise<unknown>): Promise<number> {
  const before = passwordWork.count;
  await work();
  return passwordWork.count - before;
}

describe('one answer, one cost', () => {
  test('for a wrong password and for nobody', async () => {
    expect(await wrong()).toEqual({ kind: 'wrong' });
    expect(await wrong({ email: 'nobody@example.org' })).toEqual({ kind: 'wrong' });
    expect(await workOf(() => wrong())).toBe(1);
    expect(await workOf(() => wrong({ email: 'nobody@example.org' }))).toBe(1);
  });

  test('planted: an early answer for nobody is caught by the count above', async () => {
    plantBug('early-return');
    expect(await workOf(() => wrong({ email: 'nobody@example.org' }))).toBe(0);
  });

  test('throttling speaks of accounts that do not exist as of those that do', async () => {
    await failTimes(5, { email: 'nobody@example.org' });
    await failTimes(5);
    await lengthen();
    expect(await wrong({ email: 'nobody@example.org' })).toEqual(throttled);
    expect(await wrong()).toEqual(throttled);
  });

  test('a closed account says so to the right password alone, for the same cost', async () => {
    const closed = await instance.account('closed@example.org');
    await instance.runtime.db
      .update(users)
      .set({ disabledAt: sql`now()` })
      .where(eq(users.id, closed));
    const email = 'closed@example.org';
    expect(await wrong({ email })).toEqual({ kind: 'wrong' });
    expect(await attempt({ email })).toEqual({ kind: 'disabled' });
    expect(await workOf(() => wrong({ email }))).toBe(1);
    expect(await workOf(() => attempt({ email }))).toBe(1);
  });
});

describe('signing in', () => {
  test('however the address is written', async () => {
    expect(await attempt({ email: ' ADA@example.ORG ' })).toMatchObject({
      kind: 'ok',
      email: 'Ada@Example.org',
    });
  });

  test.each([
    [{ email: '' }],
    [{ password: '' }],
    [{ email: 'x'.repeat(400) }],
    [{ password: 'x'.repeat(2000) }],
    [{ email: "' OR 1=1 --" }],
    [{ email: 'ada@example.org\u0000' }],
  ])('%o is wrong, never a fault', async (over) => {
    expect(await attempt(over)).toEqual({ kind: 'wrong' });
  });
});

describe('throttling', () => {
  test('holds for the right password too, until its time has passed', async () => {
    await failTimes(5);
    await lengthen();
    expect(await attempt()).toEqual(throttled);
    // Of 256 s; what the attempts themselves take passes too.
    await pass(196);
    expect(await attempt()).toEqual(throttled);
    await pass(60);
    expect(await attempt()).toMatchObject({ kind: 'ok' });
    await failTimes(5);
  });

  test('a refused attempt costs no hash and does not lengthen the delay', async () => {
    await failTimes(5);
    await lengthen();
    const before = await instance.runtime.db.select().from(signInFailures);
    expect(await workOf(() => wrong())).toBe(0);
    expect(await instance.runtime.db.select().from(signInFailures)).toEqual(before);
  });

  test('attempts side by side see one another', async () => {
    await failTimes(1);
    await lengthen();
    await pass(3600);
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrong()));
    expect(answers.filter(({ kind }) => kind === 'wrong')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'throttled')).toHaveLength(19);
  });

  test('a counter whose last failure lies a moment ahead makes nobody wait who need not', async () => {
    await wrong();
    await pass(-0.4);
    expect(await attempt()).toMatchObject({ kind: 'ok' });
  });

  test('a network that tries many accounts is slowed, another is not', async () => {
    for (let n = 0; n < 30; n += 1) await wrong({ email: `u${n}@example.org` });
    await lengthen();
    expect(await attempt()).toMatchObject({ kind: 'throttled' });
    expect(await attempt({ address: '198.51.100.1' })).toMatchObject({ kind: 'ok' });
  });

  test('of IPv6 the network is the customer, not the address', async () => {
    for (let n = 0; n < 30; n += 1)
      await wrong({ email: `u${n}@example.org`, address: `2001:db8:0:7::${n.toString(16)}` });
    await lengthen();
    expect(await attempt({ address: '2001:db8::7:ffff:1:2:3' })).toMatchObject({
      kind: 'throttled',
    });
    expect(await attempt({ address: '2001:db8:0:8::1' })).toMatchObject({ kind: 'ok' });
  });

  test('a right password does not empty the counter of its network', async () => {
    for (let n = 0; n < 29; n += 1) await wrong({ email: `u${n}@example.org` });
    await attempt({ email: 'bob@example.org' });
    await wrong({ email: 'u99@example.org' });
    await lengthen();
    expect(await attempt({ email: 'bob@example.org' })).toMatchObject({ kind: 'throttled' });
  });

  test('a day without an attempt empties a counter', async () => {
    await failTimes(5);
    await pass(86_401);
    await failTimes(5);
    await lengthen();
    expect(await wrong()).toMatchObject({ kind: 'throttled' });
  });

  test('addresses of people are not readable in the counters', async () => {
    await wrong();
    const rows = await instance.runtime.db.select().from(signInFailures);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('ada');
  });
});

test('a crowd at one counter leaves the pool to others', async () => {
  const gauge = { key: 'network:crowd', free: 1000 };
  const waits = await Promise.all(
    Array.from({ length: 20 }, () => reserveAttempt(instance.runtime, [gauge])),
  );
  expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  expect(new Set(waits)).toEqual(new Set([0, 1]));
  expect(await reserveAttempt(instance.runtime, [gauge])).toBe(0);
});

describe('a known device', () => {
  async function known(): Promise<string> {
    const outcome = await attempt();
    if (outcome.kind !== 'ok' || outcome.device === null) throw new Error('no device was made');
    return outcome.device;
  }

  test('gets its cookie once, stored hashed', async () => {
    const device = await known();
    expect(await attempt({ device })).toMatchObject({ kind: 'ok', device: null });
    const rows = await instance.runtime.db.select().from(knownDevices);
    expect(
      JSON.stringify(rows.map(({ secretHash }) => secretHash.toString('latin1'))),
    ).not.toContain(device);
  });

  test('lets the right password pass whatever others do', async () => {
    const device = await known();
    await failTimes(5);
    await lengthen();
    expect(await attempt()).toMatchObject({ kind: 'throttled' });
    expect(await attempt({ device })).toMatchObject({ kind: 'ok' });
  });

  test('of one person helps nobody else', async () => {
    const device = await known();
    await failTimes(5, { email: 'bob@example.org' });
    await lengthen();
    expect(await attempt({ email: 'bob@example.org', device })).toMatchObject({
      kind: 'throttled',
    });
    expect(await attempt({ email: 'bob@example.org', device: 'x' })).toMatchObject({
      kind: 'throttled',
    });
  });

  /** Keeps every place of a lane taken. @returns what ends that */
  function crowd(lane: Lane): () => Promise<void> {
    let going = true;
    const stay = async () => {
      while (going) await verifyPassword(null, 'x', lane).catch(() => setImmediate());
    };
    const staying = Array.from({ length: 66 }, stay);
    return async () => {
      going = false;
      await Promise.all(staying);
    };
  }

  test('passes a crowd that signs up; who finds the queue full has not failed', async () => {
    const device = await known();
    const leaveSignUp = crowd('signUp');
    expect(await attempt({ device })).toMatchObject({ kind: 'ok' });
    await leaveSignUp();
    await failTimes(10, { device });
    await lengthen();
    const leave = [crowd('knownDevice'), crowd('signIn')];
    const busy = { kind: 'busy', retryAfter: expect.any(Number) as number };
    const counters = () =>
      instance.runtime.db.select().from(signInFailures).orderBy(signInFailures.key);
    const before = await counters();
    expect(await wrong({ device })).toEqual(busy);
    expect(await wrong({ email: 'bob@example.org', address: '203.0.113.8' })).toEqual(busy);
    await Promise.all(leave.map((end) => end()));
    expect((await counters()).filter((row) => row.failures > 0)).toEqual(before);
    expect(await attempt({ device })).toMatchObject({ kind: 'ok', device: null });
  });

  test('from which many wrong passwords come is known no longer', async () => {
    const device = await known();
    await failTimes(10, { device });
    await lengthen();
    expect(await attempt({ device })).toMatchObject({ kind: 'ok' });
    await failTimes(10, { device });
    await lengthen();
    await failTimes(1, { device });
    await failTimes(5);
    await lengthen();
    expect(await attempt({ device })).toMatchObject({ kind: 'throttled' });
  });
});
