import { setTimeout as sleep } from 'node:timers/promises';
import { create as createMessage } from '@bufbuild/protobuf';
import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TokenId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { createTask } from '../task/create-task.ts';
import { createToken } from '../token/create-token.ts';
import { revokeToken } from '../token/revoke-token.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { TaskService, TaskStatus } from './gen/cairn/v1/task_pb.ts';
import { TokenService } from './gen/cairn/v1/token_pb.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { createGrpcClient, pathOf, refusalOf } from './testing/client.ts';
import type { GrpcClient } from './testing/client.ts';

let world: World;
let grpc: Grpc;
let person: Person;
let client: GrpcClient;
let token: { id: TokenId; secret: string };

beforeAll(async () => {
  world = await createWorld();
  grpc = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
  person = await world.person();
  const made = await createToken(person.ctx(), { name: 't', scopes: ['write'] });
  token = { id: made.token.id, secret: made.secret };
  client = createGrpcClient(grpc.address, token.secret);
});
afterAll(async () => {
  client.close();
  await grpc.drain();
  await world.close();
});

const { create, get, list, update } = TaskService.method;
const refused = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: ServiceError) => refusalOf(error),
  );

test('a task is got as tRPC has it', async () => {
  const { workspaceId } = person;
  const made = await createTask(person.ctx(), { workspaceId, title: 'Water', dueOn: '2026-12-01' });
  const { task } = await client.call(get, { workspaceId, taskId: made.id });
  expect(task).toMatchObject({ id: made.id, title: 'Water', dueOn: '2026-12-01', version: 1 });
  expect(task).toMatchObject({ status: TaskStatus.OPEN, commentCount: 0, labelIds: [] });
  expect(task?.dueTime).toBeUndefined();
});

test('an update changes what it names: not sent, null and set differ', async () => {
  const { workspaceId } = person;
  const fields = { title: 'Water', notes: 'daily', dueOn: '2026-12-01', dueTime: '09:30' };
  const made = await client.call(create, { workspaceId, ...fields, priority: 2 });
  const taskId = made.task?.id ?? '';
  const { task } = await client.call(update, {
    workspaceId,
    taskId,
    set: { notes: '', clear: { paths: ['due_time'] } },
  });
  expect(task).toMatchObject({ title: 'Water', notes: '', dueOn: '2026-12-01', priority: 2 });
  expect(task?.dueTime).toBeUndefined();
});

test('notes are merged into what has changed since the version that they began from', async () => {
  const { workspaceId } = person;
  const made = await client.call(create, { workspaceId, title: 'Shopping', notes: 'milk\nbread' });
  const taskId = made.task?.id ?? '';
  const write = (notes: string) =>
    client.call(update, { workspaceId, taskId, set: { notes }, notesBase: 1 });
  await write('oat milk\nbread');
  const { task } = await write('milk\nbread\neggs');
  expect(task).toMatchObject({ notes: 'oat milk\nbread\neggs', version: 3 });
  const alone = client.call(update, { workspaceId, taskId, set: { title: 'x' }, notesBase: 1 });
  expect(await refused(alone)).toMatchObject({ reason: 'BAD_REQUEST' });
});

test.each([
  ['a field', { title: 'x', clear: { paths: ['title'] } }, 'set.title', /sent and cleared/],
  ['one that is none', { clear: { paths: ['frob_nicate'] } }, 'set.frobNicate', /not a field/],
  ['one that is never null', { clear: { paths: ['title'] } }, 'set.title', /null/],
])('what is cleared is named: %s', async (_, set, path, message) => {
  const { workspaceId } = person;
  const taskId = testId<never>();
  expect(await refused(client.call(update, { workspaceId, taskId, set }))).toMatchObject({
    reason: 'BAD_REQUEST',
    status: status.INVALID_ARGUMENT,
    issues: [{ path, message: expect.stringMatching(message) as string }],
  });
});

test('a value that an enum does not have is refused by the name of its field', async () => {
  const { workspaceId } = person;
  for (const unknown of [7, TaskStatus.UNSPECIFIED]) {
    const call = client.call(list, { workspaceId, status: unknown as TaskStatus });
    expect((await refused(call)).issues).toMatchObject([{ path: 'status' }]);
  }
});

test('a field that this server does not know is refused, not left out', async () => {
  const { workspaceId } = person;
  const request = createMessage(list.input, { workspaceId });
  request.$unknown = [{ no: 99, wireType: 0, data: new Uint8Array([1]) }];
  expect(await refused(client.call(list, request))).toMatchObject({ issues: [{ path: '#99' }] });
});

test('bytes that are no message are a bad request, and too many are refused unread', async () => {
  const send = (bytes: Buffer) =>
    new Promise<ServiceError | null>((resolve) => {
      client.client.makeUnaryRequest(
        pathOf(TaskService, 'Get'),
        () => bytes,
        (answer) => answer,
        null,
        client.metadata(),
        (error) => resolve(error),
      );
    });
  expect(refusalOf((await send(Buffer.from([0xff, 0xff]))) as ServiceError).reason).toBe(
    'BAD_REQUEST',
  );
  expect((await send(Buffer.alloc(1024 * 1024 + 1)))?.code).toBe(status.RESOURCE_EXHAUSTED);
});

test('who does not say who they are, or with a secret that is none, is refused; a cookie says nothing', async () => {
  for (const secret of [null, 'crn_nothing']) {
    const stranger = createGrpcClient(grpc.address, secret);
    const metadata = stranger.metadata();
    metadata.set('cookie', `cairn.session=${person.session}`);
    const { workspaceId } = person;
    const call = stranger.call(list, { workspaceId }, { metadata });
    expect(await refused(call)).toMatchObject({
      reason: 'UNAUTHORIZED',
      status: status.UNAUTHENTICATED,
    });
    stranger.close();
  }
});

test('a conflict, what is invisible and what a scope does not cover have codes of their own', async () => {
  const { workspaceId } = person;
  const made = await createTask(person.ctx(), { workspaceId, title: 'Water' });
  const old = client.call(update, { workspaceId, taskId: made.id, expectedVersion: 9 });
  expect(await refused(old)).toMatchObject({ reason: 'CONFLICT', status: status.ABORTED });
  const other = await world.person();
  const hidden = client.call(list, { workspaceId: other.workspaceId });
  expect(await refused(hidden)).toMatchObject({ reason: 'NOT_FOUND', status: status.NOT_FOUND });
  const reader = await createToken(person.ctx(), { name: 'r', scopes: ['read'] });
  const limited = createGrpcClient(grpc.address, reader.secret);
  const write = limited.call(create, { workspaceId, title: 'x' });
  expect(await refused(write)).toMatchObject({
    reason: 'FORBIDDEN',
    status: status.PERMISSION_DENIED,
  });
  limited.close();
});

/** Creates a task by a call whose time is up while the server still finds out who calls. @returns its title */
async function createLate(): Promise<string> {
  const { workspaceId } = person;
  const hold = await world.database.pool.connect();
  await hold.query('BEGIN; LOCK TABLE tokens IN ACCESS EXCLUSIVE MODE');
  const title = `late ${testId()}`;
  const call = client.call(create, { workspaceId, title }, { deadline: Date.now() + 300 });
  await expect(call).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
  // At the server the time of a call runs from when it came, and so is up a little later.
  await sleep(200);
  await hold.query('ROLLBACK');
  hold.release();
  return title;
}

async function titles(): Promise<string[]> {
  const { items } = await client.call(list, { workspaceId: person.workspaceId, limit: 200 });
  return items.map((task) => task.title);
}

test('a call whose time is up begins nothing', async () => {
  const title = await createLate();
  await titles();
  expect(await titles()).not.toContain(title);
  plantBug('late-call-begins');
  try {
    const begun = await createLate();
    await expect.poll(titles).toContain(begun);
  } finally {
    plantBug(null);
  }
});

test('a token is told of until it is revoked', async () => {
  const asker = TokenService.method.introspect;
  const limited = { scopes: ['task.get' as const], workspaceIds: [person.workspaceId] };
  const made = await createToken(person.ctx(), { name: 'other', ...limited });
  const { userId } = person;
  const told = await client.call(asker, { secret: made.secret });
  expect(told).toMatchObject({ active: true, userId, tokenId: made.token.id, ...limited });
  expect(told).toMatchObject({ everyWorkspace: false });
  const all = await client.call(asker, { secret: token.secret });
  expect(all).toMatchObject({ active: true, everyWorkspace: true, workspaceIds: [] });
  await revokeToken(person.ctx(), { tokenId: made.token.id });
  const over = await client.call(asker, { secret: made.secret });
  expect(over).toMatchObject({ active: false, scopes: [], everyWorkspace: false });
  expect(over.userId).toBeUndefined();
});
