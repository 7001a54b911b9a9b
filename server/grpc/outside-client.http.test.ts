import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createTask } from '../task/create-task.ts';
import { createToken } from '../token/create-token.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { makeCertificates } from '../testing/certificates.ts';
import type { Certificates } from '../testing/certificates.ts';
import { createGrpcClient } from './testing/client.ts';

// `buf curl` knows nothing of Cairn but what reflection tells it.
let world: World;
let grpc: Grpc;
let person: Person;
let secret: string;
let folder: string;
let certificates: Certificates;

beforeAll(async () => {
  world = await createWorld();
  grpc = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
  person = await world.person();
  ({ secret } = await createToken(person.ctx(), { name: 't', scopes: ['write'] }));
  folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-grpc-'));
  certificates = await makeCertificates(folder);
});
afterAll(async () => {
  await grpc.drain();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const run = promisify(execFile);
const bearer = () => ['-H', `authorization: Bearer ${secret}`];

async function curl(method: string, request: object | null, ...more: string[]): Promise<string> {
  const data = request ? ['-d', JSON.stringify(request)] : [];
  const url = `http://${grpc.address}${method}`;
  const base = ['curl', '--protocol', 'grpc', '--http2-prior-knowledge', ...more, ...data, url];
  const { stdout } = await run('node_modules/.bin/buf', base);
  return stdout;
}

const json = async <T>(...asked: Parameters<typeof curl>) => JSON.parse(await curl(...asked)) as T;

test('reflection lists the services and their methods', async () => {
  expect((await curl('', null, '--list-services')).trim().split('\n').toSorted()).toEqual([
    'cairn.v1.ChangeService',
    'cairn.v1.NotificationService',
    'cairn.v1.RelationService',
    'cairn.v1.ReminderService',
    'cairn.v1.SyncService',
    'cairn.v1.TaskService',
    'cairn.v1.TokenService',
    'grpc.health.v1.Health',
  ]);
  expect(await curl('', null, '--list-methods')).toContain('cairn.v1.TaskService/ListHot\n');
});

test('tasks are made, changed and read', async () => {
  const { workspaceId } = person;
  type Answer = { task: { id: string; version: number; dueOn?: string; status: string } };
  const created = await json<Answer>(
    '/cairn.v1.TaskService/Create',
    { workspaceId, title: 'Water', dueOn: '2026-12-01', priority: 2 },
    ...bearer(),
  );
  const { id: taskId } = created.task;
  expect(created.task).toMatchObject({ title: 'Water', status: 'TASK_STATUS_OPEN', priority: 2 });
  const changed = await json<Answer>(
    '/cairn.v1.TaskService/Update',
    { workspaceId, taskId, set: { title: 'Water all', clear: 'dueOn' }, expectedVersion: 1 },
    ...bearer(),
  );
  expect(changed.task).toMatchObject({ title: 'Water all', version: 2 });
  expect(changed.task.dueOn).toBeUndefined();
  const found = await json<{ items: { id: string }[] }>(
    '/cairn.v1.TaskService/List',
    { workspaceId, status: 'TASK_STATUS_OPEN', limit: 1 },
    ...bearer(),
  );
  expect(found.items).toHaveLength(1);
});

test('an occurrence that was completed before answers so, beside the task', async () => {
  const { workspaceId } = person;
  const recurrence = recurrenceInput.parse({ rrule: 'FREQ=DAILY' });
  const series = { projectId: person.inboxId, title: 'Water', dueOn: '2030-01-07', recurrence };
  const { id: taskId } = await createTask(person.ctx(), { workspaceId, ...series });
  type Answer = { task: { version: number; dueOn: string }; alreadyCompleted?: boolean };
  const complete = () =>
    json<Answer>(
      '/cairn.v1.TaskService/Complete',
      { workspaceId, taskId, occurrenceOn: '2030-01-07' },
      ...bearer(),
    );
  const first = await complete();
  expect(first).toEqual({ task: expect.objectContaining({ version: 2, dueOn: '2030-01-08' }) });
  expect(await complete()).toEqual({ ...first, alreadyCompleted: true });
});

test('an error is told with its details', async () => {
  const asked = { workspaceId: person.workspaceId, taskId: testId<never>() };
  const missing = curl('/cairn.v1.TaskService/Get', asked, ...bearer());
  await expect(missing).rejects.toThrow(/"code": "not_found"[^]*google\.rpc\.ErrorInfo/);
  const wrong = curl('/cairn.v1.TaskService/Get', { ...asked, taskId: 'x' }, ...bearer());
  await expect(wrong).rejects.toThrow(/"invalid_argument"[^]*taskId[^]*google\.rpc\.BadRequest/);
});

test('health is told to anyone, of all and of each service', async () => {
  for (const service of ['', 'cairn.v1.TaskService', 'cairn.v1.ChangeService'])
    expect(await json('/grpc.health.v1.Health/Check', { service })).toEqual({ status: 'SERVING' });
});

test('many calls on one stream', async () => {
  const { workspaceId } = person;
  const call = { id: 1, listTasks: { workspaceId } };
  const lines = [call, { id: 2, listHotTasks: {} }].map((one) => JSON.stringify(one)).join('\n');
  const { stdout } = await run('node_modules/.bin/buf', [
    'curl',
    '--protocol',
    'grpc',
    '--http2-prior-knowledge',
    ...bearer(),
    '-d',
    lines,
    `http://${grpc.address}/cairn.v1.SyncService/Exchange`,
  ]);
  for (const part of ['"id": 1', '"listTasks"', '"id": 2', '"listHotTasks"'])
    expect(stdout).toContain(part);
});

test('TLS, and TLS where callers show a certificate too', async () => {
  const { workspaceId } = person;
  const { list } = TaskService.method;
  const { ca, server, caller } = certificates;
  const tls = { cert: server.certFile, key: server.keyFile };
  const open = (more: string | null) =>
    openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: { ...tls, ca: more } });
  const [usual, strict] = [await open(null), await open(ca.certFile)];
  const withNone = credentials.createSsl(ca.cert);
  const withOne = credentials.createSsl(ca.cert, caller.key, caller.cert);
  const clients = [
    createGrpcClient(usual.address, secret, withNone),
    createGrpcClient(strict.address, secret, withOne),
    createGrpcClient(strict.address, secret, withNone),
    createGrpcClient(usual.address, secret),
  ];
  const calls = await Promise.allSettled(clients.map((one) => one.call(list, { workspaceId })));
  expect(calls.map((call) => call.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  for (const client of clients) client.close();
  await Promise.all([usual.drain(), strict.drain()]);
});

test('what cannot be opened says what to mend', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const at = { host: '127.0.0.1', tls: null };
  await expect(openGrpc(world.runtime, { ...at, port })).rejects.toThrow(
    `Cairn cannot serve gRPC: port ${port} is in use`,
  );
  taken.close();
  const nowhere = { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem', ca: null };
  await expect(openGrpc(world.runtime, { ...at, port: 0, tls: nowhere })).rejects.toThrow(
    'GRPC_TLS_CERT: /nowhere/cert.pem cannot be read',
  );
  const { keyFile, certFile } = certificates.server;
  const swapped = { cert: keyFile, key: certFile, ca: null };
  await expect(openGrpc(world.runtime, { ...at, port: 0, tls: swapped })).rejects.toThrow(
    /GRPC_TLS_CERT: .* is no such PEM file/,
  );
});
