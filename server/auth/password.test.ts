import { afterEach, describe, expect, test } from 'vitest';
import { plantBug } from '../platform/bugs.ts';
import type { Lane } from './hash-queue.ts';
import { hashPassword, passwordWork, verifyPassword } from './password.ts';

afterEach(() => plantBug(null));

/** Hashes that a check costs. */
async function workOf(check: () => Promise<unknown>): Promise<number> {
  const before = passwordWork.count;
  await check();
  return passwordWork.count - before;
}

describe('passwords', () => {
  test('argon2id with 19 MiB and two passes', async () => {
    expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('right and wrong', async () => {
    const stored = await hashPassword('correct horse');
    expect(await verifyPassword(stored, 'correct horse')).toBe(true);
    expect(await verifyPassword(stored, 'Correct horse')).toBe(false);
    expect(await verifyPassword(stored, '')).toBe(false);
  });

  test('the same characters from two keyboards are one password', async () => {
    expect(await verifyPassword(await hashPassword('пароль й'), 'пароль и\u0306')).toBe(true);
  });

  test('no account costs what an account costs, and is never right', async () => {
    expect(await workOf(() => verifyPassword(null, 'anything'))).toBe(1);
    expect(await verifyPassword(null, '')).toBe(false);
  });

  test('the check above catches a sign-in that answers early', async () => {
    plantBug('early-return');
    expect(await workOf(() => verifyPassword(null, 'anything'))).toBe(0);
  });

  test('a crowd is told to come back rather than kept', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 80 }, () => verifyPassword(null, 'x')),
    );
    const turnedAway = answers.filter((answer) => answer.status === 'rejected');
    expect(turnedAway).toHaveLength(80 - 2 - 64);
    expect(turnedAway[0]?.reason).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 2 });
    expect(await verifyPassword(null, 'x')).toBe(false);
  });

  test('a crowd that signs up shuts nobody else out', async () => {
    const ask = (lane: Lane, count: number) =>
      Promise.allSettled(Array.from({ length: count }, () => verifyPassword(null, 'x', lane)));
    const crowd = ask('signUp', 80);
    const people = await Promise.all([ask('signIn', 10), ask('knownDevice', 1)]);
    expect(people.flat().filter(({ status }) => status === 'rejected')).toEqual([]);
    const served = (await crowd).filter(({ status }) => status === 'fulfilled');
    expect(served).toHaveLength(2 + 64);
  });
});
