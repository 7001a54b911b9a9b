import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';

let world: World;
let served: Served;
let secrets: { token: string; session: string };

beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
  const person = await world.person('Wire');
  const { secret } = await createToken(person.ctx(), { name: 'wire', scopes: ['write'] });
  secrets = { token: secret, session: person.session };
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const places = [
  'workspace.list?token',
  'workspace.list?connectionParams',
  'sync.live?authorization',
  'sync.live?lastEventId',
  'workspace.list,workspace.list?batch=1&access_token',
];

test.each(
  places.flatMap((place) => (['token', 'session'] as const).map((kind) => [place, kind] as const)),
)('in %s a %s is refused in words, also from who is let in by a header', async (place, kind) => {
  const url = `${served.origin}/api/trpc/${place}=${encodeURIComponent(`Bearer ${secrets[kind]}`)}`;
  const authorization = `Bearer ${secrets.token}`;
  for (const headers of [undefined, { authorization }]) {
    const answer = await fetch(url, headers && { headers });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('A secret stands in the address');
  }
});
