import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { WorkspaceId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { plantBug } from '../platform/bugs.ts';
import { createTask } from '../task/create-task.ts';
import { createToken } from '../token/create-token.ts';
import { revokeToken } from '../token/revoke-token.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { createGrpcClient, refusalOf } from './testing/client.ts';
import type { GrpcClient } from './testing/client.ts';
import { followChanges, openExchange } from './testing/streams.ts';
import type { Asked } from './testing/streams.ts';

let world: World;
let grpc: Grpc;
const clients: GrpcClient[] = [];

beforeAll(async () => {
  world = await createWorld();
  grpc = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await grpc.drain();
  await world.close();
});

async function clientOf(person: Person) {
  const { token, secret } = await createToken(person.ctx(), { name: 't', scopes: ['write'] });
  const client = createGrpcClient(grpc.address, secret);
  clients.push(client);
  return { ...client, tokenId: token.id };
}

/** A subscription, and when it is open. */
function follow(...[client, request]: Parameters<typeof followChanges>) {
  const stream = followChanges(client, request);
  return { ...stream, isOpen: () => expect.poll(() => stream.cursor()).not.toBe('') };
}

const add = (person: Person, title: string, workspaceId: WorkspaceId = person.workspaceId) =>
  createTask(person.ctx(), { workspaceId, title });

test('changes come as they happen, and from a cursor on nothing is left out', async () => {
  const person = await world.person();
  const { workspaceId } = person;
  const client = await clientOf(person);
  await add(person, 'before');
  const first = follow(client, { workspaceId });
  await first.isOpen();
  await add(person, 'one');
  await expect.poll(() => first.seen).toEqual(['one']);
  first.cancel();
  expect((await first.end)?.code).toBe(status.CANCELLED);
  for (const title of ['two', 'three']) await add(person, title);
  const second = follow(client, { workspaceId, cursor: first.cursor() });
  await expect.poll(() => second.seen).toEqual(['two', 'three']);
  await add(person, 'four');
  await expect.poll(() => second.seen).toEqual(['two', 'three', 'four']);
  second.cancel();
});

test('a cursor that is none is refused by its name', async () => {
  const person = await world.person();
  const client = await clientOf(person);
  const { workspaceId } = person;
  const told = refusalOf((await follow(client, { workspaceId, cursor: 'x' }).end) as ServiceError);
  expect(told).toMatchObject({ reason: 'BAD_REQUEST', issues: [{ path: 'cursor' }] });
});

test('a cursor of data that was lost is refused, and an open stream ends with it: nothing is left out unsaid', async () => {
  const person = await world.person();
  const client = await clientOf(person);
  const { workspaceId } = person;
  const stream = follow(client, { workspaceId });
  await stream.isOpen();
  const before = stream.cursor();
  const refusal = { reason: 'BAD_REQUEST', issues: [{ path: 'cursor' }] };
  await world.runtime.db.execute(sql`UPDATE instance_settings SET epoch = gen_random_uuid()`);
  await add(person, 'lost');
  expect(refusalOf((await stream.end) as ServiceError)).toMatchObject(refusal);
  const again = follow(client, { workspaceId, cursor: before });
  expect(refusalOf((await again.end) as ServiceError)).toMatchObject(refusal);
  const anew = follow(client, { workspaceId });
  await anew.isOpen();
  await world.runtime.db.execute(
    sql`UPDATE workspaces SET seq = seq - 1 WHERE id = ${workspaceId}`,
  );
  expect(refusalOf((await anew.end) as ServiceError)).toMatchObject(refusal);
  expect([...stream.seen, ...again.seen, ...anew.seen]).toEqual([]);
});

/** Revokes the token under an open subscription, and then something happens. */
async function revokeUnder() {
  const person = await world.person();
  const client = await clientOf(person);
  const stream = follow(client, { workspaceId: person.workspaceId });
  await stream.isOpen();
  // One page is read with the proof of the beginning, whatever comes after.
  await add(person, 'seen');
  await expect.poll(() => stream.seen).toEqual(['seen']);
  await revokeToken(person.ctx(), { tokenId: client.tokenId });
  await add(person, 'secret');
  return stream;
}

test('a revoked token ends the stream before anything later', async () => {
  const stream = await revokeUnder();
  const end = refusalOf((await stream.end) as ServiceError);
  expect(end).toMatchObject({ reason: 'UNAUTHORIZED', status: status.UNAUTHENTICATED });
  expect(stream.seen).toEqual(['seen']);
});

test('a stream whose token is proved once would go on', async () => {
  plantBug('stream-proved-once');
  try {
    const stream = await revokeUnder();
    await expect.poll(() => stream.seen).toContain('secret');
    stream.cancel();
  } finally {
    plantBug(null);
  }
});

test('who leaves the workspace, and who never saw a project, sees nothing of it', async () => {
  const team = await createTeam(world);
  const { workspaceId, member, owner } = team;
  const hidden = await createTeamProject(team, owner, { private: true });
  const stream = follow(await clientOf(member), { workspaceId });
  await stream.isOpen();
  await createTask(owner.ctx(), { ...hidden, title: 'hidden' });
  await createTask(member.ctx(), { workspaceId, title: 'shown' });
  await expect.poll(() => stream.seen).toEqual(['shown']);
  await removeMember(owner.ctx(), { workspaceId, userId: member.userId });
  await createTask(owner.ctx(), { workspaceId, title: 'later' });
  expect(refusalOf((await stream.end) as ServiceError).reason).toBe('NOT_FOUND');
  expect(stream.seen).toEqual(['shown']);
});

test('many calls of one stream are answered each under its id, errors too, and the end waits for all', async () => {
  const person = await world.person();
  const { workspaceId } = person;
  const { id: taskId } = await add(person, 'Water');
  const { stream, answers, end, ask } = openExchange(await clientOf(person));
  const calls: Asked['call'][] = [
    { case: 'createTask', value: { workspaceId, title: 'Made' } },
    { case: 'getTask', value: { workspaceId, taskId } },
    { case: 'getTask', value: { workspaceId, taskId: testId<never>() } },
    { case: 'listHotTasks', value: {} },
    { case: 'updateTask', value: { workspaceId, taskId, set: { title: '' } } },
    { case: undefined },
  ];
  // More than may be at work at a time.
  for (let id = 0; id < 300; id += 1) ask({ id, call: calls[id < 6 ? id : 1]! });
  stream.end();
  expect(await end).toBeNull();
  expect(answers.size).toBe(300);
  expect(answers.get(0)).toMatchObject({ case: 'createTask', value: { task: { title: 'Made' } } });
  for (let id = 6; id < 300; id += 1)
    expect(answers.get(id)).toMatchObject({ case: 'getTask', value: { task: { id: taskId } } });
  expect(answers.get(2)).toMatchObject({ case: 'error', value: { code: status.NOT_FOUND } });
  expect(answers.get(3)).toMatchObject({ case: 'listHotTasks' });
  for (const id of [4, 5])
    expect(answers.get(id)).toMatchObject({
      case: 'error',
      value: { code: status.INVALID_ARGUMENT },
    });
});

test('a call of a stream can be late by itself, and a revoked token is one from its next call on', async () => {
  const person = await world.person();
  const { workspaceId } = person;
  const client = await clientOf(person);
  const { stream, answers, ask } = openExchange(client);
  const call: Asked['call'] = { case: 'listTasks', value: { workspaceId } };
  ask({ id: 1, call });
  await expect.poll(() => answers.get(1)?.case).toBe('listTasks');
  const hold = await world.database.pool.connect();
  await hold.query('BEGIN; LOCK TABLE tokens IN ACCESS EXCLUSIVE MODE');
  ask({ id: 2, timeoutMs: 100, call });
  await expect
    .poll(() => answers.get(2))
    .toMatchObject({ value: { code: status.DEADLINE_EXCEEDED } });
  await hold.query('ROLLBACK');
  hold.release();
  await revokeToken(person.ctx(), { tokenId: client.tokenId });
  ask({ id: 3, call });
  await expect
    .poll(() => answers.get(3))
    .toMatchObject({ value: { code: status.UNAUTHENTICATED } });
  stream.end();
  await once(stream, 'status');
});

test('a process that stops ends its streams as such, and takes no more', async () => {
  const own = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
  const person = await world.person();
  const { workspaceId } = person;
  const { secret } = await createToken(person.ctx(), { name: 't', scopes: ['write'] });
  const client = createGrpcClient(own.address, secret);
  clients.push(client);
  const changes = follow(client, { workspaceId });
  await changes.isOpen();
  const calls = openExchange(client);
  const hold = await world.database.pool.connect();
  await hold.query('BEGIN; LOCK TABLE tokens IN ACCESS EXCLUSIVE MODE');
  calls.ask({ id: 1, call: { case: 'listTasks', value: { workspaceId } } });
  await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
  const drained = own.drain();
  await hold.query('ROLLBACK');
  hold.release();
  expect((await changes.end)?.code).toBe(status.UNAVAILABLE);
  expect((await calls.end)?.code).toBe(status.UNAVAILABLE);
  expect(calls.answers.get(1)?.case).toBe('listTasks');
  await drained;
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await world.database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}
