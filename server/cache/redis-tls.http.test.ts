import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TaskOutput } from '../task/schema.ts';
import { inspectRedis } from '../boot/inspect-redis.ts';
import { makeCertificates } from '../testing/certificates.ts';
import type { Certificates } from '../testing/certificates.ts';
import { makeAccount } from '../testing/fleet/account.ts';
import type { Account } from '../testing/fleet/account.ts';
import { startRedisCluster } from '../testing/fleet/redis-cluster.ts';
import { cairn, createHome, startInstance } from '../testing/instance.ts';
import type { Home, Instance } from '../testing/instance.ts';
import { startRedis } from '../testing/redis.ts';
import { startSentinels } from '../testing/sentinels.ts';
import { createStack } from '../testing/stack.ts';
import { hitsOfTask, metricOf, metricsEnv, titles, work } from '../testing/work-cached.ts';

const stack = createStack();
let certificates: Certificates;

beforeEach(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-certificates-'));
  stack.use({ remove: () => rm(folder, { recursive: true }) });
  certificates = await makeCertificates(folder);
});
afterEach(() => stack.remove());

type Opened = { home: Home; instance: Instance; account: Account };

/** An instance with this Redis, whose authority it is told of or not. */
async function open(REDIS_URL: string, isTrusted = true): Promise<Opened> {
  const env: Record<string, string> = { ...metricsEnv, REDIS_URL };
  if (isTrusted) env['NODE_EXTRA_CA_CERTS'] = certificates.ca.certFile;
  const home = stack.use(await createHome(env));
  const instance = await startInstance(home);
  stack.use({ remove: () => instance.stop().then(() => undefined) });
  const account = await makeAccount(home, instance.url);
  return { home, instance, account };
}

/** Waits until reads are answered from what is kept, and sees that none of them is stale. */
async function servesKept({ instance, account }: Opened): Promise<void> {
  await expect.poll(() => metricOf(instance, 'cairn_cache_used')).toBe(1);
  expect(await work(account, 5)).toEqual(titles(5));
  const { api, workspaceId } = account;
  const { id: taskId } = await api.mutate<TaskOutput>('task.create', { workspaceId, title: 'x' });
  const before = await metricOf(instance, hitsOfTask);
  await expect
    .poll(async () => {
      await api.query('task.get', { workspaceId, taskId });
      return metricOf(instance, hitsOfTask);
    })
    .toBeGreaterThan(before + 3);
}

test('a cluster over TLS alone: reads are answered from it, also after a master was lost', async () => {
  const cluster = stack.use(await startRedisCluster(certificates));
  const opened = await open(cluster.url);
  await servesKept(opened);
  const doctor = await cairn(opened.home, ['doctor']);
  expect(doctor.match(/^ok +redis: 127\.0\.0\.1:\d+ is Redis/gm)).toHaveLength(3);
  await cluster.killMaster();
  expect(await work(opened.account, 5)).toEqual(titles(5));
  await cluster.whole();
  await servesKept(opened);
});

/** A master with its replica and three sentinels, all over TLS alone. */
async function startWatched() {
  const quick = ['--repl-diskless-sync-delay', '0'];
  const master = stack.use(await startRedis(quick, certificates));
  const follows = ['--replicaof', '127.0.0.1', `${master.port}`];
  const replica = stack.use(await startRedis([...quick, ...follows], certificates));
  const sentinels = stack.use(await startSentinels(master.port, { tls: certificates }));
  return { master, replica, sentinels };
}

test('sentinels over TLS alone: the master is found, also the next one', async () => {
  const { master, replica, sentinels } = await startWatched();
  const opened = await open(sentinels.url);
  await servesKept(opened);
  expect(await cairn(opened.home, ['doctor'])).toMatch(/^ok +redis: the master main is Redis/m);
  await master.kill();
  await expect.poll(() => sentinels.masterPort()).toBe(replica.port);
  await servesKept(opened);
});

test('sentinels of an unknown authority are not used and told of, and no request fails', async () => {
  const { sentinels } = await startWatched();
  const { instance, account } = await open(sentinels.url, false);
  await expect.poll(() => instance.said()).toContain('Redis is not used');
  const found = (await inspectRedis(sentinels.url)) ?? [];
  const untrusted = found.filter(({ trouble }) => trouble?.includes('self-signed certificate'));
  expect(untrusted).toHaveLength(3);
  expect(await work(account, 5)).toEqual(titles(5));
  expect(await metricOf(instance, 'cairn_cache_used')).toBe(0);
});
