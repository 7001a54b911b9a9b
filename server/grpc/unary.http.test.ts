import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTask } from '../task/create-task.ts';
import { createToken } from '../token/create-token.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { createGrpcClient, refusalOf } from './testing/client.ts';
import type { GrpcClient } from './testing/client.ts';

let world: World;
let grpc: Grpc;
let person: Person;
let client: GrpcClient;

beforeAll(async () => {
  world = await createWorld();
  grpc = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
  person = await world.person();
  const { secret } = await createToken(person.ctx(), { name: 't', scopes: ['write'] });
  client = createGrpcClient(grpc.address, secret);
});
afterAll(async () => {
  client.close();
  await grpc.drain();
  await world.close();
});

const { create, get, update } = TaskService.method;
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
  expect(task?.dueTime).toBeUndefined();
});
