import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { scratchServer } from '../../db/embedded/testing/scratch-server.ts';
import { askAnew, cairn, createHome, startInstance } from './instance.ts';
import type { Home, Instance } from './instance.ts';
import { tellFigures } from './fleet/tell-figures.ts';
import { keepAliveLoad } from './keep-alive-load.ts';
import { startRedis } from './redis.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (let end = ends.pop(); end; end = ends.pop()) await end();
});

async function prepare(env: Record<string, string>): Promise<Home> {
  const made = await createHome(env);
  ends.push(() => made.remove());
  return made;
}

async function start(from: Home): Promise<Instance> {
  const instance = await startInstance(from);
  ends.push(() => instance.stop());
  return instance;
}

async function redisUrl(): Promise<string> {
  const redis = await startRedis();
  ends.push(() => redis.remove());
  return redis.url;
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`);
const status = async (url: string) => (await fetch(url)).status;

test('a killed process is replaced, the others serve meanwhile, and the end leaves nothing behind', async () => {
  const home = await prepare({ CAIRN_PROCESSES: '2', REDIS_URL: await redisUrl() });
  const instance = await start(home);
  const before = instance.workers();
  expect(before).toHaveLength(2);
  const [victim = 0] = before;
  const died = performance.now();
  const since = () => `${Math.round(performance.now() - died)} ms`;
  process.kill(victim, 'SIGKILL');
  // At once: it says no pause.
  await expect
    .poll(() => instance.said())
    .toMatch(/^A process ended by itself; starting another$/m);
  const another = since();
  expect(await status(`${instance.url}/readyz`)).toBe(200);
  await expect.poll(() => instance.workers().length).toBe(2);
  const [successor = 0] = instance.workers().filter((pid) => !before.includes(pid));
  expect(instance.workers()).not.toContain(victim);
  // It serves: the other stands still meanwhile.
  const own = () => askAnew(`${instance.url}/readyz`);
  expect(await instance.asking(successor, own)).toBe(200);
  tellFigures({ killed: { another, serves: since() } });
  const second = await startInstance(home).catch((error: Error) => error.message);
  expect(second).toContain(`Cairn is already running as pid ${instance.pid} on`);
  expect(await status(`${instance.url}/readyz`)).toBe(200);
  // The shell's commands reach the supervisor.
  const password = 'a long password';
  await cairn(home, ['user', 'create', '--email', 'ann@example.org', '--name', 'Ann'], password);
  const all = instance.workers();
  expect(await instance.stop()).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
  expect(existsSync(path.join(home.dataDir, 'postgres/pg/postmaster.pid'))).toBe(false);
  expect(existsSync(path.join(home.dataDir, 'admin.sock'))).toBe(false);
});

async function rolledUnderLoad(env: Record<string, string>) {
  const home = await prepare({ CAIRN_PROCESSES: '2', REDIS_URL: await redisUrl(), ...env });
  const instance = await start(home);
  const before = instance.workers();
  const load = keepAliveLoad(`${instance.url}/healthz`, 8);
  await expect.poll(() => load.answered()).toBeGreaterThan(100);
  instance.signal('SIGHUP');
  await expect
    .poll(() => instance.said(), { timeout: 120_000 })
    .toContain('Each process is a new one');
  const then = load.answered();
  await expect.poll(() => load.answered()).toBeGreaterThan(then + 100);
  expect(instance.workers().filter((pid) => before.includes(pid))).toEqual([]);
  return load.stop();
}

test('SIGHUP replaces each process, and no request of those that keep coming fails', async () => {
  const { failures } = await rolledUnderLoad({});
  expect(failures).toEqual([]);
});

test('the control: processes that cut their connections are caught', async () => {
  const { failures } = await rolledUnderLoad({ CAIRN_BUG: 'retire-at-once' });
  expect(failures.length).toBeGreaterThan(0);
});

test('a supervisor that is killed leaves no process behind, and the next start is whole', async () => {
  const home = await prepare({ CAIRN_PROCESSES: '2', REDIS_URL: await redisUrl() });
  const first = await startInstance(home);
  const all = first.workers();
  process.kill(first.pid, 'SIGKILL');
  await expect.poll(() => all.filter(isAlive)).toEqual([]);
  const second = await start(home);
  expect(await status(`${second.url}/readyz`)).toBe(200);
});

test('processes that never start are given up with a clear line', async () => {
  const home = await prepare({
    CAIRN_PROCESSES: '2',
    REDIS_URL: await redisUrl(),
    HOST: '192.0.2.1',
  });
  const said = await startInstance(home).catch((error: Error) => error.message);
  expect(said).toContain('this machine has no address 192.0.2.1');
  expect(said).toContain('A process of Cairn did not start: what it said stands above.');
});

test('processes that end again and again, with nobody else serving, are given up with a clear line', async () => {
  const home = await prepare({ CAIRN_PROCESSES: '2', REDIS_URL: await redisUrl() });
  const instance = await startInstance(home);
  const before = instance.workers();
  await writeFile(path.join(home.dataDir, 'secrets.json'), '{', { mode: 0o600 });
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await expect.poll(() => isAlive(instance.pid), { timeout: 200_000, interval: 500 }).toBe(false);
  expect(instance.said()).toContain('A process ended by itself; starting another in 0.25 s');
  expect(instance.said()).toMatch(
    /A process of Cairn ended 8 times in a row soon after its start, and no other serves: what it said stands above\.\n/,
  );
  expect(existsSync(path.join(home.dataDir, 'postgres/pg/postmaster.pid'))).toBe(false);
});

test('two supervisors serve one database with Redis; without it the second is refused', async () => {
  const server = await scratchServer('full');
  ends.push(() => server.remove());
  const files = await prepare({});
  const machine = (env: Record<string, string>) =>
    prepare({
      DATABASE_URL: server.url,
      CAIRN_SECRET: 'b'.repeat(43),
      FILES_DIR: path.join(files.dataDir, 'files'),
      ...env,
    });
  const many = { CAIRN_PROCESSES: '2', REDIS_URL: await redisUrl() };
  const instances = await Promise.all([start(await machine(many)), start(await machine(many))]);
  for (const { url } of instances) expect(await status(`${url}/readyz`)).toBe(200);
  const refused = async (env: Record<string, string>) =>
    startInstance(await machine(env)).catch((error: Error) => error.message);
  expect(await refused({})).toMatch(
    /Cairn is already running as pid \d+ on \S+ with REDIS_URL: stop it first, or give this one the same REDIS_URL to run beside it\./,
  );
  expect(await refused({ ...many, CAIRN_SECRET: 'c'.repeat(43) })).toContain(
    "with CAIRN_SECRET unlike this one's: give all of them the same.",
  );
  expect(await refused({ ...many, FILES_DIR: '' })).toContain("with FILES_DIR unlike this one's");
  for (const instance of instances) expect(await instance.stop()).toBe(0);
  const alone = await start(await machine({}));
  expect(await refused(many)).toMatch(/as pid \d+ on \S+ without REDIS_URL, so alone: give it/);
  expect(await status(`${alone.url}/readyz`)).toBe(200);
});

test.each(['1', '2'])(
  '%s processes tell Prometheus of themselves together, and nobody else',
  async (count) => {
    const METRICS_TOKEN = 'a token of sixteen letters'.replaceAll(' ', '-');
    const env = { CAIRN_PROCESSES: count, REDIS_URL: await redisUrl(), METRICS_TOKEN };
    const { url } = await start(await prepare(env));
    await fetch(`${url}/api/trpc/account.me`, { headers: { authorization: 'Bearer crn_none' } });
    const ask = (token: string) =>
      fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask('another')).status).toBe(401);
    const told = await ask(METRICS_TOKEN);
    expect(told.status).toBe(200);
    const text = await told.text();
    expect(text).toMatch(/^cairn_cache_used [01]$/m);
    expect(text).toMatch(/^cairn_redis_breaker_open\{master="127.0.0.1:\d+"\} 0$/m);
    expect(text).toContain('cairn_redis_seconds_bucket');
  },
);

test('without METRICS_TOKEN there are no metrics to read', async () => {
  const { url } = await start(await prepare({}));
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
});
