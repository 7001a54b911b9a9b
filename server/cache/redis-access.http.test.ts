import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { redisRights } from '../cli/doctor/check-redis.ts';
import type { TaskOutput } from '../task/schema.ts';
import { makeCertificates } from '../testing/certificates.ts';
import type { Certificates } from '../testing/certificates.ts';
import { makeAccount } from '../testing/fleet/account.ts';
import type { Account } from '../testing/fleet/account.ts';
import { cairn, createHome, startInstance } from '../testing/instance.ts';
import type { Home, Instance } from '../testing/instance.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { createApi } from '../testing/api.ts';
import { createStack } from '../testing/stack.ts';
import { hitsOfTask, metricOf, metricsEnv, titles, work } from '../testing/work-cached.ts';

const stack = createStack();
let certificates: Certificates;
let redis: TestRedis;
let home: Home;
let instance: Instance;
let account: Account | undefined;

beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-certificates-'));
  stack.use({ remove: () => rm(folder, { recursive: true }) });
  certificates = await makeCertificates(folder);
  redis = stack.use(await startRedis([], certificates));
  await redis.tell(`ACL SETUSER cairn on >secret ${redisRights}`);
  home = stack.use(await createHome(metricsEnv));
});
afterEach(async () => {
  await redis.tell('FLUSHALL');
  await instance.stop();
});
afterAll(() => stack.remove());

/** Starts the instance as it is after a change of its environment, and sees to its one account. */
async function start(env: Record<string, string>): Promise<Account> {
  const place = { ...home, env: { ...home.env, ...env } };
  instance = await startInstance(place);
  account ??= await makeAccount(place, instance.url);
  return { ...account, api: createApi(instance.url, account.token) };
}

const isUsed = () => metricOf(instance, 'cairn_cache_used');
const hits = () => metricOf(instance, hitsOfTask);

/** What this user was refused. */
async function refused(): Promise<string[]> {
  const { port } = redis;
  const admin = new Redis({ port, tls: { ca: certificates.ca.cert } });
  try {
    const entries = (await admin.call('ACL', 'LOG')) as string[][];
    return entries.map((entry) => entry[entry.indexOf('object') + 1] ?? '');
  } finally {
    admin.disconnect();
  }
}

const urlOf = (password: string) => redis.url.replace('//', `//cairn:${password}@`);
const trusted = () => ({ NODE_EXTRA_CA_CERTS: certificates.ca.certFile });

test('over TLS alone, with the rights that are documented and no more, reads are answered from the cache', async () => {
  const env = { REDIS_URL: urlOf('secret'), ...trusted() };
  const asked = await start(env);
  await expect.poll(isUsed).toBe(1);
  const before = await hits();
  expect(await work(asked, 5)).toEqual(titles(5));
  const { api, workspaceId } = asked;
  const { id: taskId } = await api.mutate<TaskOutput>('task.create', { workspaceId, title: 'x' });
  await expect
    .poll(async () => {
      await api.query('task.get', { workspaceId, taskId });
      return hits();
    })
    .toBeGreaterThan(before + 3);
  // The client gives its name and version, where it may.
  expect((await refused()).filter((object) => !object.startsWith('client|'))).toEqual([]);
  // A busy machine may answer late for once, which says nothing of rights.
  const unused = instance
    .said()
    .split('\n')
    .filter((line) => line.includes('Redis is not used'));
  expect(unused.filter((line) => !line.includes('no answer within'))).toEqual([]);
  const doctor = await cairn({ ...home, env: { ...home.env, ...env } }, ['doctor']);
  expect(doctor).toMatch(/^ok +redis: 127\.0\.0\.1:\d+ is Redis/m);
});

test.each([
  ['a wrong password', 'guessed', trusted, 'WRONGPASS'],
  ['a certificate of an unknown authority', 'secret', () => ({}), 'self-signed certificate'],
])('%s is named in the log, and no request fails', async (_, password, env, why) => {
  const asked = await start({ REDIS_URL: urlOf(password), ...env() });
  await expect.poll(() => instance.said()).toContain('Redis is not used');
  expect(await work(asked, 5)).toEqual(titles(5));
  expect(await isUsed()).toBe(0);
  const lines = instance.said().split('\n');
  const told = lines.filter((line) => line.includes('Redis is not used'));
  expect(told).toEqual([expect.stringContaining(`"why":"127.0.0.1:${redis.port}: ${why}`)]);
  expect(instance.said()).not.toContain(password);
});

test('a right that is missing is named in the log, and no request fails', async () => {
  await redis.tell('ACL SETUSER cairn -zadd');
  const asked = await start({ REDIS_URL: urlOf('secret'), ...trusted() });
  await expect.poll(() => instance.said()).toMatch(/"why":"[^"]*(script|zadd)[^"]*"/);
  expect(await work(asked, 5)).toEqual(titles(5));
  // What was refused can be given while Cairn runs.
  await redis.tell('ACL SETUSER cairn +zadd');
  await expect.poll(isUsed).toBe(1);
});
