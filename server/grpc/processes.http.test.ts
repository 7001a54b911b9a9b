import { status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { makeAccount } from '../testing/fleet/account.ts';
import { createHome, startInstance } from '../testing/instance.ts';
import { startRedis } from '../testing/redis.ts';
import { Health, HealthCheckResponse_ServingStatus } from './gen/grpc/health/v1/health_pb.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { createGrpcClient } from './testing/client.ts';
import { followChanges, openExchange } from './testing/streams.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (let end = ends.pop(); end; end = ends.pop()) await end();
});

async function startTwo(env: Record<string, string> = {}) {
  const redis = await startRedis();
  ends.push(() => redis.remove());
  const home = await createHome({ CAIRN_PROCESSES: '2', REDIS_URL: redis.url, ...env });
  ends.push(() => home.remove());
  const instance = await startInstance(home);
  ends.push(() => instance.stop());
  expect(instance.workers()).toHaveLength(2);
  return { home, instance };
}

const { create, get, list } = TaskService.method;
const { check } = Health.method;

test('two processes serve gRPC on one port: a call, a stream and health, whichever of them is asked', async () => {
  const { home, instance } = await startTwo();
  const address = await instance.grpc();
  expect(instance.said().match(/^gRPC at /gm)).toHaveLength(1);
  const { token, workspaceId } = await makeAccount(home, instance.url);
  const connect = (worker: number) =>
    instance.asking(worker, async () => {
      const client = createGrpcClient(address, token);
      ends.push(() => client.close());
      const { status: health } = await client.call(check, {});
      expect(health).toBe(HealthCheckResponse_ServingStatus.SERVING);
      const changes = followChanges(client, { workspaceId });
      await expect.poll(() => changes.cursor()).not.toBe('');
      // What is asked for once more lies ready.
      for (let time = 0; time < 2; time += 1)
        expect((await client.call(list, { workspaceId })).items).toEqual([]);
      return { client, changes, worker };
    });
  const [one = 0, other = 0] = instance.workers();
  const [first, second] = [await connect(one), await connect(other)];

  // From here on each connection is its own process's, and both run.
  const { task } = await first.client.call(create, { workspaceId, title: 'by the first' });
  const read = await second.client.call(get, { workspaceId, taskId: task?.id ?? '' });
  expect(read.task?.title).toBe('by the first');
  expect((await second.client.call(list, { workspaceId })).items).toHaveLength(1);
  const calls = openExchange(second.client);
  calls.ask({
    id: 7,
    call: { case: 'createTask', value: { workspaceId, title: 'by the second' } },
  });
  await expect.poll(() => calls.answers.get(7)?.case).toBe('createTask');
  expect((await first.client.call(list, { workspaceId })).items).toHaveLength(2);
  for (const { changes } of [first, second])
    await expect.poll(() => changes.seen).toEqual(['by the first', 'by the second']);

  process.kill(first.worker, 'SIGKILL');
  expect((await first.changes.end)?.code).toBe(status.UNAVAILABLE);
  await second.client.call(create, { workspaceId, title: 'meanwhile' });
  // The same client comes back to whoever is there, and misses nothing.
  const again = followChanges(first.client, { workspaceId, cursor: first.changes.cursor() });
  for (const changes of [again, second.changes])
    await expect.poll(() => changes.seen.at(-1)).toBe('meanwhile');
  expect(again.seen).toEqual(['meanwhile']);
});

test('a port without TLS that the network reaches is warned of once, also under a supervisor', async () => {
  const { instance } = await startTwo({ GRPC_HOST: '0.0.0.0' });
  const warned = () => instance.said().match(/^gRPC at 0\.0\.0\.0:\d+ is open to the network/gm);
  await expect.poll(warned).toHaveLength(1);
});
