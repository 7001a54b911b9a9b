import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailing } from '../mail/testing/mailing.ts';
import { loadEnv } from '../platform/env.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { getInstance } from './get-instance.ts';
import { updateInstance } from './update-instance.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('anybody learns what they need to come in, and nothing else', async () => {
  const ctx = world.anonymous();
  const open = { ...ctx, runtime: { ...ctx.runtime, env: loadEnv({ HOST: '0.0.0.0' }) } };
  expect(await getInstance(open)).toEqual({
    name: 'Cairn',
    signUp: 'open',
    mail: false,
    needsSetupCode: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
  });
  expect(await getInstance(ctx)).toMatchObject({ needsSetupCode: false });
  expect(await getInstance(mailing(ctx))).toMatchObject({ mail: true });
  const owner = await world.person();
  expect(await getInstance(open)).toMatchObject({ needsSetupCode: false });
  await updateInstance(owner.ctx(), { set: { signUp: 'closed' } });
  await updateInstance(owner.ctx(), { set: { name: 'Ours' } });
  await updateInstance(owner.ctx(), { set: {} });
  expect(await getInstance(ctx)).toMatchObject({ name: 'Ours', signUp: 'closed' });
});
