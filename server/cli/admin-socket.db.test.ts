import { chmod, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveBearer } from '../auth/tokens.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { adminSocketPath } from './admin-path.ts';
import type { AdminRequest } from './admin-protocol.ts';
import { askServer, listenAdmin, serverListens } from './admin-socket.ts';

let world: World;
let dataDir: string;
beforeAll(async () => {
  world = await createWorld();
  dataDir = world.runtime.env.dataDir;
});
afterAll(() => world.close());

const request = (command: string, values: Record<string, string> = {}): AdminRequest => ({
  command,
  values,
  switches: [],
  operands: [],
  secret: null,
});

function raw(path: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path, () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('end', () => resolve(answer));
    socket.once('error', reject);
  });
}

test('a command is executed by the process that listens, and only its owner may ask', async () => {
  const admin = await listenAdmin(world.runtime);
  const path = adminSocketPath(dataDir);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await serverListens(dataDir)).toBe(true);
  const ann = await world.person();
  const values = {
    email: ann.email,
    name: 'script',
    scopes: 'read, task.create',
    'expires-in': '2h',
  };
  const answer = await askServer(dataDir, request('token create', values));
  expect(answer).toMatchObject({ ok: true, notes: [], out: [expect.stringMatching(/^crn_/)] });
  const [secret = ''] = answer?.ok ? answer.out : [];
  expect(await resolveBearer(world.runtime.db, secret)).toMatchObject({
    userId: ann.userId,
    scopes: ['read', 'task.create'],
  });
  await admin.close();
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await serverListens(dataDir)).toBe(false);
  expect(await askServer(dataDir, request('token create'))).toBeNull();
});

test('what is wrong with a request is answered, whoever made it', async () => {
  const admin = await listenAdmin(world.runtime);
  const path = adminSocketPath(dataDir);
  const cases = [
    [
      request('frobnicate'),
      { usage: false, message: 'the running server has no command "frobnicate"' },
    ],
    [request('token create', { email: 'no@example.org', name: 'x' }), { usage: false }],
    [
      request('token create', { email: 'a@example.org', name: 'x', scopes: 'all' }),
      { usage: true },
    ],
    [
      request('token create', { email: 'a@example.org', name: 'x', 'expires-in': '0d' }),
      { usage: true },
    ],
    [request('user create', { email: 'not an address', name: 'x' }), { usage: true }],
  ] as const;
  for (const [asked, answer] of cases) {
    expect(await askServer(dataDir, asked)).toMatchObject({ ok: false, ...answer });
  }
  expect(await raw(path, 'GET / HTTP/1.1\r\n\r\n')).toContain('does not understand');
  expect(await raw(path, '{"command":"token create","values":{},"more":1}\n')).toContain(
    'does not understand',
  );
  expect(await raw(path, 'no end of line')).toBe('');
  expect(await raw(path, 'x'.repeat(300_000))).toBe('');
  expect(await askServer(dataDir, request('frobnicate'))).not.toBeNull();
  await admin.close();
});

test('a socket that a killed process left is replaced, one that lives is left alone', async () => {
  const path = adminSocketPath(dataDir);
  const dead = createServer().listen(`${path}.old`);
  await new Promise((done) => dead.once('listening', done));
  await rename(`${path}.old`, path);
  await new Promise((done) => dead.close(done));
  expect((await stat(path)).isSocket()).toBe(true);
  expect(await serverListens(dataDir)).toBe(false);
  const living = await listenAdmin(world.runtime);
  await expect(listenAdmin(world.runtime)).rejects.toThrow(`already running on ${dataDir}: use`);
  const env = { ...world.runtime.env, databaseUrl: 'postgres://db.example/cairn' };
  const beside = await listenAdmin({ ...world.runtime, env });
  await beside.close();
  expect(await serverListens(dataDir)).toBe(true);
  await living.close();
  expect(await serverListens(dataDir)).toBe(false);
});

test('in a folder whose path is too long for a socket both sides meet under /tmp', async () => {
  const long = join(dataDir, 'd'.repeat(60), 'e'.repeat(60));
  await mkdir(long, { recursive: true });
  const runtime = { ...world.runtime, env: { ...world.runtime.env, dataDir: long } };
  const path = adminSocketPath(long);
  expect(path).toMatch(/^\/tmp\/cairn-admin-/);
  const folder = join(path, '..');
  const admin = await listenAdmin(runtime);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await serverListens(long)).toBe(true);
  await chmod(folder, 0o777);
  await expect(serverListens(long)).rejects.toThrow('someone else holds');
  await admin.close();
  await expect(listenAdmin(runtime)).rejects.toThrow('someone else holds');
  await rm(folder, { recursive: true });
});
