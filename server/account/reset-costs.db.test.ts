import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDb, createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { passwordWork } from '../auth/password.ts';
import { mailing } from '../mail/testing/mailing.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { recordStatements } from '../testing/statements.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { requestReset } from './request-reset.ts';
import { resetPassword } from './reset-password.ts';
import { linkOf } from './testing/link.ts';

let world: World;
let pool: Pool;
let ada: Person;
/** Every statement that was sent, in order. */
let statements: string[];

beforeAll(async () => {
  world = await createWorld();
  ada = await world.person('Ada');
  pool = createPool(world.database.url, { max: 2 });
  statements = recordStatements(pool);
});
afterAll(async () => {
  await pool.end();
  await world.close();
});
beforeEach(() => world.runtime.db.execute(sql`DELETE FROM sign_in_failures`));
afterEach(() => plantBug(null));

function counted(): Ctx {
  const ctx = mailing(world.anonymous());
  const db = createDb(pool);
  return { ...ctx, db, runtime: { ...ctx.runtime, pool, db } };
}

/** What a call cost: its statements, hashes and mails. */
async function costOf(work: () => Promise<unknown>) {
  const mails = async () =>
    (await world.runtime.db.execute<{ kind: string }>(sql`SELECT kind::text FROM mails`)).rows;
  const [hashes, before] = [passwordWork.count, (await mails()).length];
  statements.length = 0;
  await work().catch(() => undefined);
  return {
    statements: [...statements],
    hashes: passwordWork.count - hashes,
    mails: (await mails()).slice(before),
  };
}

const asking = (email: string) => costOf(() => requestReset(counted(), { email }));

describe('asking for a new password', () => {
  test('costs the same, and answers the same, whether or not anybody has the address', async () => {
    const there = await asking(ada.email);
    const nobody = await asking('nobody@example.org');
    expect(there.statements.length).toBeGreaterThan(3);
    expect(nobody).toEqual(there);
    expect(there).toMatchObject({ hashes: 0, mails: [{ kind: 'reset' }] });
    const answers = [ada.email, 'nobody@example.org'].map((email) =>
      requestReset(counted(), { email }),
    );
    expect(await Promise.all(answers)).toEqual([{ sent: true }, { sent: true }]);
  });

  test('planted: an early answer for nobody is caught by the comparison above', async () => {
    plantBug('reset-early-return');
    const there = await asking(ada.email);
    const nobody = await asking('nobody@example.org');
    expect(nobody).not.toEqual(there);
    expect(nobody.mails).toEqual([]);
  });

  test('is slowed by address and by network, alike for both', async () => {
    for (const email of [ada.email, 'nobody@example.org']) {
      for (let n = 0; n < 3; n += 1) await requestReset(counted(), { email });
      await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
      await expect(requestReset(counted(), { email })).rejects.toMatchObject({
        code: 'TOO_MANY_REQUESTS',
      });
      await world.runtime.db.execute(sql`DELETE FROM sign_in_failures`);
    }
    for (let n = 0; n < 20; n += 1) await asking(`${testId()}@example.org`);
    await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
    const slowed = await asking(`${testId()}@example.org`);
    expect(slowed.mails).toEqual([]);
  });

  test('says what an operator does where no mail is sent', async () => {
    await expect(requestReset(world.anonymous(), { email: ada.email })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('cairn user set-password') as string,
    });
  });
});

describe('following a link', () => {
  const password = 'another horse battery';
  const following = (secret: string) =>
    costOf(() => resetPassword(counted(), { secret, password }));

  test('costs one hash, be the secret right, used, too old or none', async () => {
    const right = await linkOf(world.runtime, { userId: ada.userId });
    const old = await linkOf(world.runtime, {
      userId: ada.userId,
      expiresAt: '2020-01-01T00:00:00.000Z',
    });
    for (const secret of [old, right, right, 'A'.repeat(43), ''])
      expect((await following(secret)).hashes, secret).toBe(1);
  });

  test('planted: an early answer to a secret that is none is caught by the count above', async () => {
    plantBug('reset-early-return');
    expect((await following('A'.repeat(43))).hashes).toBe(0);
  });

  test('works once, also for two at once; and ends what else was open', async () => {
    const bob = await world.person('Bob');
    const [one, other] = [
      await linkOf(world.runtime, { userId: bob.userId }),
      await linkOf(world.runtime, { userId: bob.userId, email: 'evil@example.org' }),
    ];
    const both = await Promise.allSettled(
      ['first one here', 'second one here'].map((given) =>
        resetPassword(world.anonymous(), { secret: one, password: given }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const left = await world.runtime.db.execute(
      sql`SELECT 1 FROM account_links WHERE user_id = ${bob.userId} AND used_at IS NULL`,
    );
    expect(left.rows).toEqual([]);
    expect(other).toHaveLength(43);
  });

  test('is slowed where many are tried, and a right one does not count', async () => {
    for (let n = 0; n < 30; n += 1) {
      const kind = { kind: 'link:127.0.0.1' };
      await world.runtime.db.execute(
        sql`INSERT INTO sign_in_failures (key, failures) VALUES (${kind.kind}, 1)
          ON CONFLICT (key) DO UPDATE SET failures = sign_in_failures.failures + 1`,
      );
    }
    await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
    await expect(
      resetPassword(world.anonymous(), { secret: 'A'.repeat(43), password }),
    ).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  test('a link for an address sets no password, and one for a password no address', async () => {
    const secret = await linkOf(world.runtime, { userId: ada.userId, email: 'new@example.org' });
    await expect(resetPassword(world.anonymous(), { secret, password })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
