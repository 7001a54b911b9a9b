import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createPool } from '../db/client.ts';
import { startEmbedded } from '../db/embedded/start-embedded.ts';
import { migrate } from '../db/migrate.ts';
import { createGrpcClient, watchHealth } from './grpc/testing/client.ts';

const children = new Set<ChildProcess>();
const folders = new Set<string>();

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const folder of folders) {
    if (existsSync(path.join(folder, 'data/postgres/pg'))) {
      const left = await startEmbedded({ dataDir: path.join(folder, 'data') });
      await left.stop('immediate');
    }
    await rm(folder, { recursive: true, force: true });
  }
  folders.clear();
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-main-'));
  await chmod(folder, 0o711);
  folders.add(folder);
  return path.join(folder, 'data');
}

type App = {
  child: ChildProcess;
  /** All of stdout, once it has ended. */
  out: Promise<string>;
  err: Promise<string>;
  /** Waits for a line on stderr. */
  says(line: string): Promise<void>;
  /** What stderr has until now. */
  said(): string;
  exit: Promise<number | null>;
  /** The URL of the line on stdout. Rejects if the process ends before. */
  url: Promise<string>;
};

type From = { through?: string[]; cwd?: string };

function launch(env: Record<string, string>, { through = [], cwd = '.' }: From = {}): App {
  const [file, ...args] = [...through, process.execPath, 'server/main.ts'];
  const child = spawn(file, args, {
    cwd,
    env: {
      PATH: '/usr/bin:/bin',
      NODE_ENV: 'test',
      PORT: '0',
      GRPC_PORT: 'off',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /^Cairn is running at (\S+)\r?\n$/m.exec(chunk.toString());
      if (found?.[1]) resolve(found[1]);
    });
    void exit.then(() => reject(new Error('the process ended before it ran')));
  });
  url.catch(() => {});
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const err = once(child.stderr, 'close').then(() => said);
  const says = (line: string) => expect.poll(() => said).toContain(`${line}\n`);
  return { child, out: text(child.stdout), err, says, said: () => said, exit, url };
}

async function refused(env: Record<string, string>, from?: From): Promise<string> {
  const app = launch(env, from);
  expect(await app.exit).toBe(1);
  expect(await app.out).toBe('');
  return (await app.err).trimEnd();
}

const status = async (url: string) => (await fetch(url)).status;
/** A probe is asked again: on a busy machine Postgres may take longer than the second that it waits. */
const ready = (url: string) => expect.poll(() => status(`${url}/readyz`)).toBe(200);

function postmasterOf(dataDir: string): number {
  return Number.parseInt(
    readFileSync(path.join(dataDir, 'postgres/pg/postmaster.pid'), 'utf8'),
    10,
  );
}

test('it starts, answers, and a signal stops it and its Postgres', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir });
  const url = await app.url;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
  expect(await status(`${url}/healthz`)).toBe(200);
  await ready(url);
  expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(dataDir, 'files'))).mode & 0o777).toBe(0o700);
  app.child.kill('SIGTERM');
  expect(await app.exit).toBe(0);
  expect(await app.out).toBe(`Cairn is running at ${url}\n`);
  expect(existsSync(path.join(dataDir, 'postgres/pg/postmaster.pid'))).toBe(false);
  expect(await app.err).toMatch(/^Making the database\nMigrating the database \(.*\)\nStopping\n$/);
});

test('a second one is told who runs, and harms nothing', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir });
  const url = await app.url;
  expect(await refused({ CAIRN_DATA: dataDir })).toMatch(
    new RegExp(
      `^Cairn is already running as pid ${app.child.pid} on \\S+: use that one, or stop it first\\. Several on one database need REDIS_URL, the same for each\\.$`,
    ),
  );
  // In another container neither its pid nor its memory is seen.
  const through = ['unshare', '--pid', '--ipc', '--fork', '--mount-proc'];
  if (spawnSync('unshare', [...through.slice(1), 'true']).status === 0) {
    expect(await refused({ CAIRN_DATA: dataDir }, { through })).toContain('already running as pid');
  }
  await ready(url);
});

test.runIf(process.platform === 'linux')(
  'a terminal that is closed stops it and its Postgres',
  async () => {
    const dataDir = await dataFolder();
    const script = `exec script -qfc "exec '$1' '$2'" /dev/null`;
    const through = ['/bin/sh', '-c', script, 'sh'];
    const terminal = launch({ CAIRN_DATA: dataDir }, { through });
    await terminal.url;
    const pidFile = path.join(dataDir, 'postgres/pg/postmaster.pid');
    expect(existsSync(pidFile)).toBe(true);
    terminal.child.kill('SIGKILL');
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), { timeout: 20_000 });
  },
);

test('a request that does not end holds a stop up for a moment, and is cut', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir });
  const { port } = new URL(await app.url);
  const socket = connect(Number(port), '127.0.0.1');
  const head = 'POST /api/trpc/account.register HTTP/1.1\r\nhost: 127.0.0.1\r\n';
  socket.write(`${head}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`);
  // Half of a body must have arrived before the signal.
  expect(await status(`${await app.url}/healthz`)).toBe(200);
  app.child.kill('SIGTERM');
  expect(await text(socket)).toBe('');
  expect(await app.exit).toBe(0);
  expect(existsSync(path.join(dataDir, 'postgres/pg/postmaster.pid'))).toBe(false);
});

test('a database that a newer Cairn has migrated is refused, and runs on for that one', async () => {
  const dataDir = await dataFolder();
  const server = await startEmbedded({ dataDir });
  const pool = createPool(server.url, { max: 1 });
  await migrate(pool);
  await pool.query(
    `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('new', 9999999999999)`,
  );
  expect(await refused({ CAIRN_DATA: dataDir })).toMatch(
    /^The database is newer than this Cairn: update Cairn, or restore a backup .*\.$/,
  );
  await pool.end();
});

test('the file .env is read; an empty variable does not hide what it says', async () => {
  const folder = path.dirname(await dataFolder());
  for (const part of ['server', 'db', 'drizzle', 'package.json']) {
    await cp(part, path.join(folder, part), { recursive: true });
  }
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  await writeFile(path.join(folder, '.env'), `CAIRN_DATA=/dev/null/data\nPORT=80a\n`);
  const wrong = await refused({ PORT: '' }, { cwd: folder });
  expect(wrong).toMatch(/^PORT is "80a"; give a number/);
  expect(await refused({ PORT: '0' }, { cwd: folder })).toContain('The data folder /dev/null/data');
});

test('after kill -9 of the app, of both, the next start is whole', async () => {
  const dataDir = await dataFolder();
  const first = launch({ CAIRN_DATA: dataDir });
  await first.url;
  const postmaster = postmasterOf(dataDir);
  first.child.kill('SIGKILL');
  await first.exit;
  const second = launch({ CAIRN_DATA: dataDir });
  await ready(await second.url);
  expect(postmasterOf(dataDir)).toBe(postmaster);
  second.child.kill('SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  await second.exit;
  const third = launch({ CAIRN_DATA: dataDir });
  await ready(await third.url);
  expect(postmasterOf(dataDir)).not.toBe(postmaster);
});

test('Postgres killed under the running app comes back under it', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir });
  const url = await app.url;
  process.kill(postmasterOf(dataDir), 'SIGKILL');
  await app.says('The database is back');
  expect(existsSync(path.join(dataDir, 'postgres/pg/postmaster.pid'))).toBe(true);
  await ready(url);
  // The lock is held again: nobody else may own the instance.
  expect(await refused({ CAIRN_DATA: dataDir })).toContain(`as pid ${app.child.pid}`);
  expect(await status(`${url}/healthz`)).toBe(200);
  app.child.kill('SIGINT');
  expect(await app.exit).toBe(0);
  expect(await app.err).toMatch(/Postgres is gone; starting it again\nThe database is back\n/);
});

test('a port in use is one line, and the embedded Postgres does not stay behind', async () => {
  const dataDir = await dataFolder();
  const holder = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void holder.close());
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const lines = await refused({ CAIRN_DATA: dataDir, PORT: String(port) });
  expect(lines.split('\n').at(-1)).toBe(
    `Cairn cannot listen: port ${port} is in use: stop what listens there, or set PORT to another, 0 for any free one.`,
  );
  expect(lines).not.toMatch(/^\s+at /m);
  expect(existsSync(path.join(dataDir, 'postgres/pg/postmaster.pid'))).toBe(false);
});

test('gRPC is served beside it until a signal comes, and its port too can be in use', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir, GRPC_PORT: '0' });
  await app.url;
  await expect.poll(() => app.said()).toMatch(/^gRPC at 127\.0\.0\.1:[1-9]\d+$/m);
  const [, address = ''] = /^gRPC at (\S+)$/m.exec(app.said()) ?? [];
  const client = createGrpcClient(address, null);
  onTestFinished(() => client.close());
  const seen = watchHealth(client);
  await expect.poll(() => seen.statuses).toEqual(['SERVING']);
  const GRPC_PORT = address.split(':').at(-1) ?? '';
  const lines = await refused({ CAIRN_DATA: await dataFolder(), GRPC_PORT });
  expect(lines.split('\n').at(-1)).toBe(
    `Cairn cannot serve gRPC: port ${GRPC_PORT} is in use: stop what listens there, or set GRPC_PORT to another, 0 for any free one, or off.`,
  );
  app.child.kill('SIGTERM');
  expect(await app.exit).toBe(0);
  expect(await seen.end).toBeNull();
  expect(seen.statuses).toEqual(['SERVING', 'NOT_SERVING']);
});

test('each wrong start is one clear line', async () => {
  const dataDir = await dataFolder();
  const DATABASE_URL = 'postgres://u:hunter2@127.0.0.1:1/x';
  const [unknown, away, loose, closed, planted] = await Promise.all([
    refused({ CAIRN_DATA: dataDir, CAIRN_COLOUR: 'red' }),
    refused({ CAIRN_DATA: dataDir, DATABASE_URL }),
    refused({ CAIRN_DATA: dataDir, DATABASE_URL: inject('testServer') }),
    refused({ CAIRN_DATA: '/dev/null/data' }),
    refused({ CAIRN_DATA: dataDir, CAIRN_BUG: 'early-return', NODE_ENV: 'production' }),
  ]);
  expect(unknown).toMatch(/^CAIRN_COLOUR is unknown; remove it or use one of .*\.$/);
  expect(away).toMatch(/^The database cannot be reached: nothing listens there: .*\.$/);
  expect(loose).toMatch(
    /^Postgres runs with fsync, full_page_writes, synchronous_commit off .*\.$/,
  );
  expect(closed).toMatch(/^The data folder \/dev\/null\/data is below a file: .*\.$/);
  expect(planted).toMatch(/^CAIRN_BUG plants a bug for tests; remove it in production\.$/);
});

test('where others can reach it, the first account needs the code that it prints', async () => {
  const dataDir = await dataFolder();
  const app = launch({ CAIRN_DATA: dataDir, HOST: '0.0.0.0' });
  await app.url;
  app.child.kill('SIGTERM');
  expect(await app.exit).toBe(0);
  expect(await app.err).toMatch(/^The first account needs this setup code: [0-9A-Z-]{14}$/m);
});
