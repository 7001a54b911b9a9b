import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access, chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { startEmbedded } from '../../db/embedded/start-embedded.ts';
import type { EmbeddedServer } from '../../db/embedded/start-embedded.ts';

const root = join(import.meta.dirname, '../..');

type Ended = { code: number | null; out: string; err: string };
type Given = { env?: Record<string, string>; input?: string };

/** What a shell would pass on, without this machine's own configuration. */
function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '/tmp' } = process.env;
  return { PATH, HOME, NODE_ENV: 'test', LOG_LEVEL: 'error', PORT: '0', GRPC_PORT: 'off', ...more };
}

/** Runs `cairn` as a process of its own, to its end. */
function cairn(args: string[], { env = {}, input }: Given = {}): Promise<Ended> {
  const child = spawn('node', [join(root, 'bin/cairn.mjs'), ...args], {
    env: environment(env),
    cwd: tmpdir(),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return ended(child);
}

function ended(child: ChildProcess): Promise<Ended> {
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...texts }));
  });
}

/** Starts the server and waits for its URL. */
async function serve(
  env: Record<string, string>,
): Promise<{ url: string; stop(): Promise<Ended> }> {
  const child = spawn('node', [join(root, 'server/main.ts')], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const [found] = /http:\/\/\S+/.exec(chunk.toString()) ?? [];
      if (found) resolve(found);
    });
    void end.then(({ err }) => reject(new Error(`the server did not start: ${err}`)));
  });
  return {
    url,
    stop: () => {
      child.kill('SIGTERM');
      return end;
    },
  };
}

/** The address of whoever a token speaks for; null where it is not accepted. */
async function whoIs(url: string, token: string): Promise<string | null> {
  const response = await fetch(`${url}/api/trpc/account.me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.status === 401) return null;
  const body = (await response.json()) as { result: { data: { user: { email: string } } } };
  return body.result.data.user.email;
}

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

let folder: string;
let env: { CAIRN_DATA: string };
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cairn-command-')));
  // As root another user runs Postgres, and must be able to reach its folder.
  await chmod(folder, 0o755);
  env = { CAIRN_DATA: join(folder, 'data') };
});
afterAll(() => rm(folder, { recursive: true }));

const missing = (path: string) =>
  access(path).then(
    () => false,
    () => true,
  );
const ann = ['--email', 'ann@example.org'];
const bob = ['--email', 'bob@example.org'];
const password = 'correct horse battery';
const secretAlone = /^crn_[\w-]+\n$/;

describe('the command line', () => {
  test.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /Usage: [\s\S]*user create[\s\S]*restore <file>/],
    [['token', 'create', '--help'], 0, /--expires-in <time>/],
  ])('%j answers', async (args, code, out) => {
    // Help needs no configuration that is right.
    expect(await cairn(args, { env: { CAIRN_TYPO: '1' } })).toMatchObject({
      code,
      out: expect.stringMatching(out),
      err: '',
    });
  });

  test.each([
    [[], 2, 'name a command'],
    [['doctor', '--verbose'], 2, 'unknown option --verbose'],
    [['user', 'create', ...ann], 2, 'needs --name <name>'],
    [['backup', 'x.cairn'], 1, 'there is no instance in'],
  ])('%j fails in one line', async (args, code, message) => {
    const result = await cairn(args, { env: { CAIRN_DATA: join(folder, 'none') } });
    expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
    expect(result.err.trimEnd().split('\n')).toHaveLength(1);
    expect(await missing(join(folder, 'none'))).toBe(true);
  });

  test('a wrong configuration is one line too', async () => {
    const result = await cairn(['doctor'], { env: { CAIRN_TYPO: '1', PORT: 'x' } });
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining('CAIRN_TYPO') });
    expect(result.err.trimEnd().split('\n')).toHaveLength(1);
    const away = await cairn(['token', 'create', ...ann, '--name', 'x'], {
      env: { ...env, DATABASE_URL: 'postgres://u:geheim@127.0.0.1:9/x' },
    });
    expect(away).toMatchObject({ code: 1, err: expect.stringContaining('nothing listens there') });
    expect(away.err).not.toContain('geheim');
  });
});

// Each command is a process that starts Postgres, and others may be busy on this machine.
describe('an instance', { timeout: 240_000 }, () => {
  let token: string;

  test('that never ran gets its first account and a token', async () => {
    const made = await cairn(['user', 'create', ...ann, '--name', 'Ann'], {
      env,
      input: `${password}\n`,
    });
    expect(made).toMatchObject({ code: 0, out: '' });
    expect(made.err).toContain('ann@example.org has an account and administers this instance');
    const told = await cairn(['user', 'create', ...bob, '--name', 'Боб', '--locale', 'ru'], {
      env,
    });
    expect(told).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^([a-z2-9]{5}-){4}[a-z2-9]{5}\n$/),
    });
    const secret = await cairn(['token', 'create', ...ann, '--name', 'script'], { env });
    expect(secret).toMatchObject({ code: 0, out: expect.stringMatching(secretAlone), err: '' });
    token = secret.out.trim();
    expect(await missing(join(env.CAIRN_DATA, 'postgres/pg/postmaster.pid'))).toBe(true);
    expect((await stat(join(env.CAIRN_DATA, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('that runs executes commands itself, is backed up, and is not restored', async () => {
    const server = await serve(env);
    try {
      expect(await whoIs(server.url, token)).toBe('ann@example.org');
      const made = await cairn(['token', 'create', ...bob, '--name', 'x', '--scopes', 'read'], {
        env,
      });
      expect(made).toMatchObject({ code: 0, out: expect.stringMatching(secretAlone), err: '' });
      expect(await whoIs(server.url, made.out.trim())).toBe('bob@example.org');
      const again = await cairn(['user', 'create', ...bob, '--name', 'Bob'], {
        env,
        input: password,
      });
      expect(again).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('exists already'),
      });
      const short = await cairn(['user', 'set-password', ...bob], { env, input: 'short' });
      expect(short).toMatchObject({ code: 2, err: expect.stringContaining('at least 10') });
      const empty = await cairn(['user', 'set-password', ...bob], { env, input: '' });
      expect(empty).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is empty') });
      const unknown = await cairn(['user', 'set-password', '--email', 'no@example.org'], { env });
      expect(unknown).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('no account'),
      });

      const file = join(folder, 'running.cairn');
      expect(await cairn(['backup', file], { env })).toMatchObject({ code: 0, out: '' });
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const refused = await cairn(['restore', file, '--force'], { env });
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('stop it before') });

      const doctor = await cairn(['doctor', '--json'], { env });
      const { checks } = JSON.parse(doctor.out) as { checks: { name: string; status: string }[] };
      expect(doctor.code).toBe(0);
      expect(checks.find(({ name }) => name === 'postgres')).toMatchObject({ status: 'ok' });
      expect(checks.find(({ name }) => name === 'backups')).toMatchObject({ status: 'ok' });

      await rm(join(env.CAIRN_DATA, 'admin.sock'));
      const elsewhere = await cairn(['token', 'create', ...bob, '--name', 'x'], { env });
      expect(elsewhere).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('already running'),
      });
      const locked = await cairn(['restore', file, '--force'], { env });
      expect(locked).toMatchObject({ code: 1, err: expect.stringContaining('stop the server') });
      expect(await whoIs(server.url, token)).toBe('ann@example.org');
    } finally {
      expect(await server.stop()).toMatchObject({ code: 0 });
    }
  });

  test('two commands at once both come about', async () => {
    const results = await Promise.all(
      ['one', 'two'].map((name) => cairn(['token', 'create', ...ann, '--name', name], { env })),
    );
    for (const result of results) {
      expect(result).toMatchObject({ code: 0, out: expect.stringMatching(secretAlone) });
    }
  });
});

describe('a backup', { timeout: 240_000 }, () => {
  let external: EmbeddedServer;
  beforeAll(async () => {
    // A server of its own: that of the tests is not durable, which Cairn refuses.
    external = await startEmbedded({ dataDir: join(folder, 'server') });
  });
  afterAll(() => external.stop('immediate'));

  test('moves an instance to a database of another server and back', async () => {
    const file = join(folder, 'move.cairn');
    const made = await cairn(['token', 'create', ...ann, '--name', 'moving'], { env });
    await writeFile(join(env.CAIRN_DATA, 'files/picture'), 'bytes of a picture');
    const saved = await cairn(['backup', file], { env });
    expect(saved).toMatchObject({ code: 0 });
    expect(await cairn(['backup', file], { env })).toMatchObject({ code: 1 });
    expect(await cairn(['backup', file, '--force'], { env })).toMatchObject({ code: 0 });

    const there = { CAIRN_DATA: join(folder, 'there'), DATABASE_URL: external.url };
    const damaged = join(folder, 'damaged.cairn');
    await writeFile(damaged, (await readFile(file)).subarray(0, -20));
    const refused = await cairn(['restore', damaged], { env: there });
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is damaged') });
    expect(await tablesOf(external.url)).toEqual([]);

    expect(await cairn(['restore', file], { env: there })).toMatchObject({
      code: 0,
      err: expect.stringMatching(/Ended what may have been ended since: [^]*--revoke-tokens/),
    });
    expect(await readFile(join(there.CAIRN_DATA, 'files/picture'), 'utf8')).toBe(
      'bytes of a picture',
    );
    const server = await serve(there);
    expect(await whoIs(server.url, made.out.trim())).toBe('ann@example.org');
    await server.stop();
    const twice = await cairn(['restore', file], { env: there });
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('--force') });

    const back = join(folder, 'back.cairn');
    expect(
      await cairn(['user', 'create', '--email', 'eve@example.org', '--name', 'Eve'], {
        env: there,
      }),
    ).toMatchObject({ code: 0 });
    expect(await cairn(['backup', back], { env: there })).toMatchObject({ code: 0 });
    expect(await cairn(['restore', back, '--force'], { env })).toMatchObject({ code: 0 });
    const eve = await cairn(['token', 'create', '--email', 'eve@example.org', '--name', 'x'], {
      env,
    });
    expect(eve).toMatchObject({ code: 0, out: expect.stringMatching(secretAlone) });
  });
});
