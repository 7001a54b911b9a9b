import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis } from '../testing/redis.ts';
import { serveCached } from '../testing/serve-cached.ts';
import type { CachedServer } from '../testing/serve-cached.ts';
import { createStack } from '../testing/stack.ts';
import { createWorld } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import { TokenService } from './gen/cairn/v1/token_pb.ts';
import { openGrpc } from './open-grpc.ts';
import { createGrpcClient } from './testing/client.ts';
import type { GrpcClient } from './testing/client.ts';

const stack = createStack();
let person: Person;
const servers: CachedServer[] = [];
const clients: GrpcClient[] = [];

beforeAll(async () => {
  const world = await createWorld();
  stack.use({ remove: () => world.close() });
  person = await world.person();
  const made = await createToken(person.ctx(), { name: 'asker', scopes: ['write'] });
  const redis = stack.use(await startRedis());
  for (let count = 0; count < 2; count += 1) {
    const server = stack.use(await serveCached(world, { redisUrl: redis.url }));
    const grpc = await openGrpc(server.runtime, { port: 0, host: '127.0.0.1', tls: null });
    stack.use({ remove: () => grpc.drain() });
    const client = createGrpcClient(grpc.address, made.secret);
    stack.use({ remove: async () => client.close() });
    servers.push(server);
    clients.push(client);
  }
});
afterAll(() => stack.remove());

const introspect = (client: GrpcClient | undefined, secret: string) =>
  client!.call(TokenService.method.introspect, { secret });

test('I5: what a process keeps of a token ends in it once another has revoked it', async () => {
  const { token, secret } = await createToken(person.ctx(), { name: 'other', scopes: ['read'] });
  for (const client of clients) {
    const { active, scopes } = await introspect(client, secret);
    expect({ active, scopes }).toEqual({ active: true, scopes: ['read'] });
  }
  const costs = async () => {
    for (const { statements } of servers) statements.length = 0;
    for (const client of clients) expect((await introspect(client, secret)).active).toBe(true);
    return servers.flatMap(({ statements }) => statements);
  };
  // The control: it is kept, so an answer from it could be old.
  await expect.poll(costs).toEqual([]);
  const { origin } = servers[0]!;
  const revoked = await fetch(`${origin}/api/trpc/token.revoke`, {
    method: 'POST',
    headers: {
      cookie: `cairn.session=${person.session}`,
      origin,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ tokenId: token.id }),
  });
  expect(revoked.status).toBe(200);
  for (const client of clients) expect((await introspect(client, secret)).active).toBe(false);
});
