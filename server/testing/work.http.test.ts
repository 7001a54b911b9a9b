import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { scratchServer } from '../../db/embedded/testing/scratch-server.ts';
import type { MeOutput } from '../account/schema.ts';
import type { ImportOutput } from '../import/schema.ts';
import { board, card } from '../import/testing/trello-fixture.ts';
import { openMailbox } from '../mail/testing/mailbox.ts';
import type { Mailbox } from '../mail/testing/mailbox.ts';
import { createApi } from './api.ts';
import { cairn, createHome, startInstance } from './instance.ts';
import type { Home, Instance } from './instance.ts';
import { startRedis } from './redis.ts';
import { steadyPort } from './steady-port.ts';

const patient = { timeout: 90_000, interval: 50 };
const ends: (() => Promise<unknown>)[] = [];
let machine: (env?: Record<string, string>) => Promise<Home>;
let admin: pg.Client;
let box: Mailbox;
let files: Home;

beforeEach(async () => {
  const [server, redis] = [await scratchServer('full'), await startRedis()];
  files = await createHome();
  box = await openMailbox();
  admin = new pg.Client(server.url);
  await admin.connect();
  ends.push(
    () => server.remove(),
    () => redis.remove(),
    () => files.remove(),
    () => box.close(),
    () => admin.end(),
  );
  machine = async (env = {}) => {
    const port = await steadyPort();
    const home = await createHome({
      DATABASE_URL: server.url,
      REDIS_URL: redis.url,
      CAIRN_SECRET: 'b'.repeat(43),
      PORT: String(port),
      CAIRN_URL: `http://127.0.0.1:${port}`,
      FILES_DIR: path.join(files.dataDir, 'files'),
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'Cairn <cairn@example.org>',
      ...env,
    });
    ends.push(() => home.remove());
    return home;
  };
});
afterEach(async () => {
  for (let end = ends.pop(); end; end = ends.pop()) await end();
});

async function start(home: Home): Promise<Instance> {
  const instance = await startInstance(home);
  ends.push(() => instance.stop());
  return instance;
}

/** The process that does the work: its lock says so. */
async function workerPid(): Promise<number | null> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.objid = ${0x77}`,
  );
  const pid = /^cairn pid=(\d+) /.exec(rows[0]?.name ?? '')?.[1];
  return pid ? Number(pid) : null;
}

async function count(sql: string): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]?.n ?? 0;
}

async function account(home: Home, name: string): Promise<string> {
  const email = `${name}@example.org`;
  await cairn(home, ['user', 'create', '--email', email, '--name', name], 'correct horse battery');
  return email;
}

async function askReset(url: string, email: string): Promise<void> {
  const answer = await fetch(`${url}/api/trpc/account.requestReset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  expect(answer.status).toBe(200);
}

test('of two processes one sends the mail of both, once; an import that it began goes on in the other', async () => {
  const homes = [await machine(), await machine()] as const;
  const two = [await start(homes[0]), await start(homes[1])] as const;
  await expect.poll(workerPid, patient).not.toBeNull();
  const email = await account(homes[0], 'ann');
  for (const { url } of [...two, two[0]]) await askReset(url, email);
  await expect.poll(() => box.mails.length, patient).toBe(3);
  expect(box.offered).toHaveLength(3);

  const args = ['token', 'create', '--email', email, '--name', 'load', '--scopes', 'write'];
  const token = await cairn(homes[1], args);
  const first = await workerPid();
  const [worker, other] = two[0].pid === first ? two : ([two[1], two[0]] as const);
  // Asked of the one that does not work.
  const api = createApi(other.url, token);
  const { workspaces } = await api.query<MeOutput>('account.me');
  const workspaceId = workspaces[0]?.id;
  const many = board({ cards: Array.from({ length: 1500 }, (_, n) => card(n, `Card ${n}`)) });
  const uploadId = await api.upload(Buffer.from(JSON.stringify(many)));
  const { importId } = await api.mutate<ImportOutput>('import.preview', { workspaceId, uploadId });
  await api.mutate('import.run', { importId });
  await expect.poll(() => count('tasks'), patient).toBeGreaterThan(0);
  await worker.kill();
  const state = async () => (await api.query<ImportOutput>('import.get', { importId })).state;
  await expect.poll(state, patient).toBe('done');
  expect(await count('tasks')).toBe(1500);
  expect(await count('(SELECT DISTINCT title FROM tasks) t')).toBe(1500);
  expect(await workerPid()).toBe(other.pid);

  // What is emptied out of the trash is gone from the tables, with the work of the one that is left.
  const lists = await api.query<{ items: { id: string; version: number }[] }>('project.list', {
    workspaceId,
  });
  const project = lists.items.at(-1);
  await api.mutate('project.delete', {
    workspaceId,
    projectId: project?.id,
    expectedVersion: project?.version,
  });
  await api.mutate('trash.empty', { workspaceId });
  await expect.poll(() => count('tasks'), patient).toBe(0);
});

test('a file whose sender went from one process to the other is what was sent, whatever the first still gets', async () => {
  const homes = [await machine(), await machine()] as const;
  const [first, second] = [await start(homes[0]), await start(homes[1])];
  const args = ['token', 'create', '--email', await account(homes[0], 'eve'), '--name', 'files'];
  const authorization = `Bearer ${await cairn(homes[0], [...args, '--scopes', 'write'])}`;
  const begun = await fetch(`${first.url}/api/uploads?name=a.txt&for=attachment`, {
    method: 'POST',
    headers: { authorization, 'upload-length': '18' },
  });
  const location = begun.headers.get('location') ?? '';
  const offset = async (url: string) => {
    const { headers } = await fetch(`${url}${location}`, {
      method: 'HEAD',
      headers: { authorization },
    });
    return headers.get('upload-offset');
  };
  const { hostname, port } = new URL(first.url);
  const stale = connect(Number(port), hostname);
  onTestFinished(() => void stale.destroy());
  stale.write(
    `PATCH ${location} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${authorization}\r\ncontent-type: application/partial-upload\r\nupload-offset: 0\r\ncontent-length: 18\r\n\r\nfirst,`,
  );
  const file = path.join(files.dataDir, 'files/uploads', location.split('/').at(-1) ?? '');
  // Not before: whoever asks how far it is takes it over from the first, whatever that has by then.
  const begunPart = () => readFile(`${file}.part`, 'utf8').catch(() => '');
  await expect.poll(begunPart, patient).toBe('first,');
  expect(await offset(second.url)).toBe('6');
  stale.write('stale,');
  const rest = await fetch(`${second.url}${location}`, {
    method: 'PATCH',
    headers: {
      authorization,
      'content-type': 'application/partial-upload',
      'upload-offset': '6',
    },
    body: 'second,third',
  });
  expect(rest.headers.get('upload-complete')).toBe('?1');
  expect(await readFile(file, 'utf8')).toBe('first,second,third');
});

test('who serves without the work leaves it to `cairn worker`, which ends as it is told', async () => {
  const web = await machine({ CAIRN_WORKER: 'off', CAIRN_PROCESSES: '2' });
  const { url } = await start(web);
  await askReset(url, await account(web, 'bea'));
  await expect.poll(() => count('mails'), patient).toBe(1);
  expect(await workerPid()).toBeNull();
  const worker = await startInstance(await machine(), ['server/boot/command-line.ts', 'worker']);
  await expect.poll(() => box.mails.length, patient).toBe(1);
  expect(await workerPid()).toBe(worker.pid);
  expect(await worker.stop()).toBe(0);
  expect(worker.said()).toMatch(/^The worker runs$[^]*^Stopping$/m);
});

test('a worker without Redis is refused in words', async () => {
  const said = await startInstance(await machine({ REDIS_URL: '' }), [
    'server/boot/command-line.ts',
    'worker',
  ]).catch((error: Error) => error.message);
  expect(said).toContain('cairn: a worker needs REDIS_URL: without');
});
