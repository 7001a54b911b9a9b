import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { changeEmail } from './change-email.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('who has an account cannot be found out by asking for addresses without end, on an instance without mail too', async () => {
  const [ann, other] = [await world.person('Ann'), await world.person('Other')];
  const ask = (email: string) => changeEmail(ann.ctx(), { password: testPassword, email });
  const slowed = { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) as number };
  await expect(ask(other.email)).rejects.toMatchObject({ code: 'CONFLICT' });
  // What was refused counts, and so does what worked.
  await ask(`${testId()}@example.org`);
  const counted = await world.runtime.db.execute<{ failures: number }>(
    sql`SELECT failures FROM sign_in_failures WHERE key = ${`new-address-of:${ann.userId}`}`,
  );
  expect(counted.rows).toEqual([{ failures: 2 }]);
  await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
  await expect(ask(other.email)).rejects.toMatchObject(slowed);
  await expect(ask(`${testId()}@example.org`)).rejects.toMatchObject(slowed);
});
