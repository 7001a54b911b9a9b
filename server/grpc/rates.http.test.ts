import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createApi } from '../testing/api.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { loadEnv } from '../platform/env.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { createGrpcClient, refusalOf } from './testing/client.ts';
import type { GrpcClient, Refusal } from './testing/client.ts';
import { followChanges, openExchange } from './testing/streams.ts';

/** The least that may be set, and so counted exactly. */
const rate = 60;
const { list, update } = TaskService.method;
let world: World;
let person: Person;
let served: Served;
let grpc: Grpc;
const clients: GrpcClient[] = [];

beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
  const { filesDir } = world.runtime;
  const env = loadEnv({ NODE_ENV: 'test', CAIRN_DATA: filesDir, CAIRN_RATE: String(rate) });
  const runtime = { ...world.runtime, env };
  served = await serve(runtime);
  grpc = await openGrpc(runtime, { port: 0, host: '127.0.0.1', tls: null });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await served.close();
  await grpc.drain();
  await world.close();
});

type Program = GrpcClient & { secret: string };

/** A program that gRPC knows: its first call, before that, counted for its network. */
async function program(): Promise<Program> {
  const { secret } = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
  const client = createGrpcClient(grpc.address, secret);
  clients.push(client);
  await listTasks(client);
  return { ...client, secret };
}

const listTasks = (client: GrpcClient) => client.call(list, { workspaceId: person.workspaceId });

/** What a call is refused with; null where it is answered. */
const refusedBy = (call: Promise<unknown>): Promise<Refusal | null> =>
  call.then(
    () => null,
    (error: ServiceError) => refusalOf(error),
  );

async function spend(times: number, client: GrpcClient): Promise<void> {
  for (let time = 0; time < times; time += 1) await listTasks(client);
}

const overRate = {
  reason: 'TOO_MANY_REQUESTS',
  status: status.RESOURCE_EXHAUSTED,
  message: 'Too many calls. Wait a little, then go on.',
  retryAfter: expect.toSatisfy((wait: number) => wait > 0 && wait <= 60) as number,
};

test('a token over its rate is told so, and when to come back; others go on', async () => {
  const client = await program();
  await spend(rate, client);
  expect(await refusedBy(listTasks(client))).toMatchObject(overRate);
  await spend(rate, await program());
});

test('calls over gRPC and over HTTP are one count', async () => {
  const client = await program();
  const api = createApi(served.origin, client.secret);
  const listOver = () => api.query('task.list', { workspaceId: person.workspaceId });
  await listOver();
  for (let time = 0; time < rate / 2; time += 1) await Promise.all([listOver(), listTasks(client)]);
  await expect(listOver()).rejects.toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  expect(await refusedBy(listTasks(client))).toMatchObject(overRate);
});

test('what is refused for its input is counted too', async () => {
  const client = await program();
  const wrong = () => refusedBy(client.call(update, {}));
  for (let time = 0; time < rate; time += 1)
    expect(await wrong()).toMatchObject({ reason: 'BAD_REQUEST' });
  expect(await wrong()).toMatchObject(overRate);
});

test('each call of a stream is counted, and refused under its own number', async () => {
  const { answers, ask, stream, end } = openExchange(await program());
  const { workspaceId } = person;
  for (let id = 0; id <= rate; id += 1)
    ask({ id, call: { case: 'listTasks', value: { workspaceId } } });
  stream.end();
  expect(await end).toBeNull();
  const all = [...answers.values()];
  expect(all.filter((answer) => answer.case === 'listTasks')).toHaveLength(rate);
  const [refused, ...more] = all.filter((answer) => answer.case === 'error');
  expect(more).toEqual([]);
  expect(refused?.value).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect(refused?.value).toMatchObject({
    details: expect.arrayContaining([
      expect.objectContaining({ typeUrl: 'type.googleapis.com/google.rpc.RetryInfo' }),
    ]) as unknown[],
  });
});

test('a subscription counts as it begins, and not by what it brings', async () => {
  const client = await program();
  const { workspaceId } = person;
  const first = followChanges(client, { workspaceId });
  await expect.poll(() => first.cursor()).not.toBe('');
  await spend(rate - 1, client);
  const second = followChanges(client, { workspaceId });
  expect(refusalOf((await second.end) as ServiceError)).toMatchObject(overRate);
  await createTask(person.ctx(), { workspaceId, title: 'news' });
  await expect.poll(() => first.seen).toEqual(['news']);
  first.cancel();
});
