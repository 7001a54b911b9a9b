import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLease } from '../../../db/cache-lease.ts';
import { createPool } from '../../../db/client.ts';
import { createAttempts } from './attempts.ts';
import type { Attempts, Disturbance } from './attempts.ts';
import { makeAccount, makeCookie } from './account.ts';
import type { Account } from './account.ts';
import { startApp } from './apps.ts';
import type { App } from './apps.ts';
import { startBalancer } from './balancer.ts';
import { startCallers } from './callers.ts';
import type { Callers } from './callers.ts';
import { startPgBouncer } from './pgbouncer.ts';
import type { Pooler } from './pgbouncer.ts';
import { startPrimary } from './postgres.ts';
import type { Server } from './postgres.ts';
import { startRedisCluster } from './redis-cluster.ts';
import type { RedisCluster } from './redis-cluster.ts';
import { openRelay } from '../relay.ts';
import type { Relay } from '../relay.ts';
import { playThrough } from './play-through.ts';
import { removeFolder, stageFolder } from './program.ts';
import { createStack } from '../stack.ts';
import { tellFigures } from './tell-figures.ts';
import { compare } from './compare.ts';

const rounds = process.env['LONG'] ? 5 : 1;
/** Milliseconds until all is served again: the goal. A busy machine is given five times that. */
const goals = { app: 2000, redis: 5000, promotion: 10_000 };
const slack = 5;

const stack = createStack();
const attempts: Attempts = createAttempts();
const figures: (Disturbance & { fault: string; goalMs: number })[] = [];
let primary: Server;
let standby: Server;
let pooler: Pooler;
let relay: Relay;
let redis: RedisCluster;
let apps: [App, App];
let account: Account;
let callers: Callers;

beforeAll(async () => {
  const joining = startRedisCluster();
  primary = stack.use(await startPrimary());
  standby = stack.use(await primary.follow({ synchronous: true }));
  pooler = stack.use(await startPgBouncer(primary.port));
  relay = stack.use(await openRelay(primary.port));
  redis = stack.use(await joining);
  const files = await stageFolder('files');
  stack.use({ remove: () => removeFolder(files) });
  const env = {
    CAIRN_PROCESSES: '2',
    CAIRN_SECRET: randomBytes(32).toString('base64url'),
    DATABASE_URL: pooler.url,
    DATABASE_DIRECT_URL: `postgres://cairn@127.0.0.1:${relay.port}/cairn`,
    DATABASE_REPLICA_URLS: standby.url,
    FILES_DIR: files,
    REDIS_URL: redis.url,
  };
  apps = await Promise.all([startApp(env), startApp(env)]);
  for (const app of apps) stack.use(app);
  const balancer = stack.use(await startBalancer(apps.map(({ port }) => port)));
  account = await makeAccount(apps[0].home, balancer.url);
  const { token, workspaceId, userId } = account;
  const cookie = await makeCookie(primary.url, userId);
  const given = { url: balancer.url, token, workspaceId, cookie, attempts, writers: 3 };
  callers = startCallers(given);
  stack.use({ remove: () => callers.end() });
});
afterAll(async () => {
  await stack.remove();
  tellFigures({
    figures,
    acknowledged: callers.acknowledged.size,
    refusedAfterRevocation: callers.probes.asked,
  });
});

/** Does it, waits until all is served again, and looks whether anything was lost or served that must not be. */
async function survive(
  fault: string,
  kind: keyof typeof goals,
  work: () => Promise<void>,
): Promise<void> {
  const disturbance = await attempts.disturb(work);
  figures.push({ fault, ...disturbance, goalMs: goals[kind] });
  expect(callers.probes.served).toEqual([]);
  expect(attempts.wrong).toEqual([]);
  expect(disturbance.backAfterMs, fault).toBeLessThan(goals[kind] * slack);
}

/** True while the lease lets the processes use what Redis keeps. */
async function isCached(): Promise<boolean> {
  const pool = createPool(primary.url, { max: 1 });
  try {
    return (await readLease(pool))?.enabled === true;
  } finally {
    await pool.end();
  }
}

test('what is kept in the cluster is in use before anything fails', async () => {
  await expect.poll(isCached).toBe(true);
});

test('the contract is served through the balancer', () => playThrough(account));

test.each(Array.from({ length: rounds }, (_, nth) => nth + 1))(
  'round %i: a process, a machine, a master of Redis, all of Redis end',
  async () => {
    const [first, second] = apps;
    await survive('a process is killed', 'app', () => first.killWorker());
    await survive('a machine is killed', 'app', () => second.kill());
    await survive('it is started again', 'app', () => second.start());
    await survive('a master of Redis is killed', 'redis', () => redis.killMaster());
    await survive('it is started again, empty', 'redis', () => redis.startAll());
    await survive('all of Redis is killed', 'redis', () => redis.killAll());
    await survive('all of it is started again, empty', 'redis', () => redis.startAll());
  },
);

test('the synchronous standby takes over with all that was acknowledged', async () => {
  await survive('the standby is promoted', 'promotion', async () => {
    await primary.stop('SIGKILL');
    await standby.admin('SELECT pg_promote()');
    await pooler.point(standby.port);
    relay.point(standby.port);
  });
  await callers.end();
  expect(callers.acknowledged.size).toBeGreaterThan(50);
  expect(callers.probes.asked).toBeGreaterThan(50);
  expect(await compare(standby, callers.acknowledged)).toEqual({ lost: 0, doubled: 0 });
});
