import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';

let world: World;
let person: Person;
let served: Served;
beforeAll(async () => {
  world = await createWorld();
  person = await world.person('Ann');
  served = await serve(world.runtime);
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const batch = async (...paths: string[]) => {
  const { workspaceId, session } = person;
  const email = 'one@example.org';
  const inputs = paths.map(() => ({ workspaceId, role: 'member', email }));
  const response = await fetch(`${served.origin}/api/trpc/${paths.join(',')}?batch=1`, {
    method: 'POST',
    headers: {
      cookie: `cairn.session=${session}`,
      origin: served.origin,
      'content-type': 'application/json',
    },
    body: JSON.stringify(Object.fromEntries(inputs.entries())),
  });
  const body = (await response.json()) as { error?: { message: string } } | [];
  return { status: response.status, message: [body].flat()[0]?.error?.message };
};

test('a batch carries one invite, so that mail is not multiplied by it', async () => {
  expect(await batch('member.invite', 'member.invite')).toEqual({
    status: 400,
    message: 'One request may carry one member.invite.',
  });
  expect(await batch('member.invite')).toMatchObject({ status: 200 });
});
