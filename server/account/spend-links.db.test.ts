import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { changeEmail } from './change-email.ts';
import { confirmEmail } from './confirm-email.ts';
import { resetPassword } from './reset-password.ts';
import { linkOf } from './testing/link.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const over = { code: 'NOT_FOUND' };
const newAddress = () => `${testId()}@example.org`;
const reset = (secret: string) =>
  resetPassword(world.anonymous(), { secret, password: 'another horse battery' });
const confirm = (secret: string) => confirmEmail(world.anonymous(), { secret });

test.each(['at once', 'by its link'])(
  'links in the old mailbox end when the account moves to another address, %s',
  async (how) => {
    const ann = await world.person('Ann');
    const { userId } = ann;
    const { userId: other } = await world.person('Other');
    const secret = await linkOf(world.runtime, { userId });
    const asked = await linkOf(world.runtime, { userId, email: newAddress() });
    const theirs = await linkOf(world.runtime, { userId: other });
    if (how === 'at once')
      await changeEmail(ann.ctx(), { password: testPassword, email: newAddress() });
    else await confirm(await linkOf(world.runtime, { userId, email: newAddress() }));
    await expect(reset(secret)).rejects.toMatchObject(over);
    await expect(confirm(asked)).rejects.toMatchObject(over);
    expect(await reset(theirs)).toMatchObject({ endedSessions: 1 });
  },
);
