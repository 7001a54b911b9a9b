import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { findBinaries, usableBinaries } from './binaries.ts';
import { explain } from './failure.ts';
import { readPostmaster } from './postmaster.ts';
import { isRoot, runAs, self } from './run-as.ts';
import type { Owner } from './run-as.ts';
import { startEmbedded } from './start-embedded.ts';
import type { EmbeddedOptions, EmbeddedServer } from './start-embedded.ts';

const running = new Set<EmbeddedServer>();
const folders = new Set<string>();
const disks = new Set<string>();
const other = { uid: 65534, gid: 65534 };

afterEach(async () => {
  await Promise.all([...running].map((server) => server.stop('immediate')));
  running.clear();
  for (const dataDir of disks) await runAs(self(), ['umount', '-l', dataDir]);
  disks.clear();
  for (const folder of folders) {
    const home = await realpath(path.join(folder, 'data/postgres')).catch(() => undefined);
    if (home?.startsWith('/var/lib/cairn/')) await rm(home, { recursive: true });
    await rm(folder, { recursive: true, force: true });
  }
  folders.clear();
});

/** A folder that any user can pass, with `data` still to be made. */
async function scratch(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-test-'));
  await chmod(folder, 0o755);
  folders.add(folder);
  return folder;
}

async function boot(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const server = await startEmbedded({ durability: 'none', ...options });
  running.add(server);
  return server;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterOf(server: EmbeddedServer): Promise<number> {
  return (await readPostmaster(server.pgData))?.pid ?? 0;
}

/** Runs a piece of a program as another process; answers with what it printed. */
async function inAnotherProcess(
  script: string,
  { owner = self(), through = [] }: { owner?: Owner; through?: string[] } = {},
): Promise<string> {
  const file = path.join(await scratch(), 'script.ts');
  await writeFile(file, script);
  const finished = await runAs(owner, [...through, process.execPath, file]);
  return finished.output.trim();
}

const starter = (data: string, then: string) => `
  import { startEmbedded } from ${JSON.stringify(path.resolve('db/embedded/start-embedded.ts'))};
  const server = await startEmbedded({ dataDir: ${JSON.stringify(data)}, durability: 'none' });
  ${then}
`;

test('a fresh folder gets a UTF-8 cluster, which keeps its data and its URL', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const lines: string[] = [];
  const first = await boot({ dataDir, onProgress: (line) => lines.push(line) });
  expect(first.adopted).toBe(false);
  expect(lines).toEqual(['Making the database']);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS a');
  const [words] = await ask(first.url, `SELECT to_tsvector('russian', '«Слова»')::text AS words`);
  expect(words).toEqual({ words: "'слов':1" });
  await first.stop();
  const second = await boot({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT a FROM kept')).toEqual([{ a: 1 }]);
});

test('defaults are durable, private and without TCP', async () => {
  const server = await boot({ dataDir: path.join(await scratch(), 'data'), durability: 'full' });
  const [found] = await ask(
    server.url,
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
            current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS sums,
            current_setting('listen_addresses') AS tcp, current_setting('TimeZone') AS zone`,
  );
  expect(found).toEqual({
    fsync: 'on',
    pages: 'on',
    commit: 'on',
    sums: 'on',
    tcp: '',
    zone: 'UTC',
  });
  expect((await stat(server.pgData)).mode & 0o077).toBe(0);
  const wrong = server.url.replace(/:[^:@]+@/, ':wrong@');
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('a server whose app was killed is adopted', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const url = await inAnotherProcess(
    starter(dataDir, `console.log(server.url); process.kill(process.pid, 'SIGKILL');`),
  );
  const server = await boot({ dataDir });
  expect(server.adopted).toBe(true);
  expect(server.url).toBe(url);
});

test('one that runs in another container, its pid unseen, is adopted, and a stop leaves it', async ({
  skip,
}) => {
  const folder = await scratch();
  const dataDir = path.join(folder, 'data');
  const elsewhere = path.join(folder, 'mounted');
  const apart = ['unshare', '--pid', '--ipc', '--mount', '--fork', '--mount-proc'];
  const mounted = `mount --bind ${dataDir} ${elsewhere} && exec "$@"`;
  const through = [...apart, '/bin/sh', '-c', mounted, 'sh'];
  await mkdir(dataDir);
  await mkdir(elsewhere);
  if ((await runAs(self(), [...through, 'true'])).code !== 0) skip('no right to make namespaces');
  const first = await boot({ dataDir });
  const before = await postmasterOf(first);
  const script = starter(elsewhere, `console.log(server.adopted); await server.stop();`);
  expect(await inAnotherProcess(script, { through })).toBe('true');
  expect(await postmasterOf(first)).toBe(before);
  expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('after kill -9 of the postmaster, with a busy backend, the next start has every row', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const first = await boot({ dataDir, durability: 'full' });
  await ask(first.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS a');
  const busy = ask(first.url, `DO $$ BEGIN FOR i IN 1..40000000 LOOP END LOOP; END $$`).catch(
    () => 'cut',
  );
  process.kill(await postmasterOf(first), 'SIGKILL');
  const second = await boot({ dataDir });
  expect(second.adopted).toBe(false);
  expect(await ask(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  await busy;
});

test('a cut-off initdb is redone, drafts of the dead are removed', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const first = await boot({ dataDir });
  await first.stop();
  const home = path.dirname(first.pgData);
  const { pid } = spawnSync('true');
  const draft = path.join(home, `new-${pid}`);
  await rename(first.pgData, draft);
  await rm(path.join(draft, 'global'), { recursive: true });
  const second = await boot({ dataDir });
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect((await readdir(home)).toSorted()).toEqual(['pg', 'postgres.log', 'run']);
});

test('two first starts at once end with one server', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const print = starter(dataDir, `console.log(server.url);`);
  const urls = await Promise.all([inAnotherProcess(print), inAnotherProcess(print)]);
  expect(urls[0]).toMatch(/^postgres:/);
  expect(urls[1]).toBe(urls[0]);
  expect((await boot({ dataDir })).adopted).toBe(true);
});

test('a pid file that names another program, or another Postgres, does not stop the start', async () => {
  const folder = await scratch();
  const dataDir = path.join(folder, 'data');
  const first = await boot({ dataDir });
  await first.stop();
  await symlink('/bin/sleep', path.join(folder, 'postgres'));
  for (const program of ['/bin/sleep', path.join(folder, 'postgres')]) {
    const sleeper = spawn(program, ['60'], isRoot() ? { uid: first.uid } : {});
    onTestFinished(() => void sleeper.kill());
    const file = path.join(first.pgData, 'postmaster.pid');
    await writeFile(file, `${sleeper.pid}\n${first.pgData}\n1\n5432\n/nowhere\n\n\nready\n`);
    if (isRoot()) await chown(file, first.uid, first.uid);
    const next = await boot({ dataDir });
    expect(next.adopted).toBe(false);
    await next.stop();
  }
});

test('a path may hold commas, spaces and quotes; what the shell would read is refused', async () => {
  const folder = await scratch();
  const server = await boot({ dataDir: path.join(folder, `Ann's data, 2`) });
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  for (const name of ['$HOME', 'a"b', 'a`b', 'a\\b']) {
    await expect(boot({ dataDir: path.join(folder, name) })).rejects.toThrow(
      /^Postgres cannot run in .*: choose a path without\.$/,
    );
  }
});

test('a path too long for a socket gets one under /tmp', async () => {
  const dataDir = path.join(await scratch(), 'd'.repeat(100), 'data');
  const server = await boot({ dataDir });
  const socket = new URL(server.url).searchParams.get('host') ?? '';
  expect(socket).toMatch(/^\/tmp\/cairn-[0-9a-f]{16}$/);
  expect(await stat(socket)).toMatchObject({ uid: server.uid });
  expect((await stat(socket)).mode & 0o777).toBe(0o700);
  await server.stop();
  expect(existsSync(socket)).toBe(false);
});

test('a cluster of another version, or one whose folder went missing, is refused', async () => {
  const dataDir = path.join(await scratch(), 'data');
  const first = await boot({ dataDir });
  await first.stop();
  await writeFile(path.join(first.pgData, 'PG_VERSION'), '17\n');
  await expect(boot({ dataDir })).rejects.toThrow(/Postgres 17, this Cairn brings 18.*restore/);
  const missing = path.join(await scratch(), 'data');
  await mkdir(missing);
  await symlink('/nowhere/cairn', path.join(missing, 'postgres'));
  await expect(boot({ dataDir: missing })).rejects.toThrow(/nothing is there: bring that folder/);
});

test('without binaries for the platform DATABASE_URL is asked for', () => {
  expect(() => findBinaries('win32-x64')).toThrow(
    /no embedded Postgres for win32-x64: set DATABASE/,
  );
  expect(() => findBinaries('darwin-arm64')).toThrow(/not installed|DATABASE_URL/);
});

test.runIf(isRoot())(
  'root with a closed data folder: the cluster moves out and says so',
  async () => {
    const folder = await scratch();
    await chmod(folder, 0o700);
    const dataDir = path.join(folder, 'data');
    const lines: string[] = [];
    const first = await boot({ dataDir, onProgress: (line) => lines.push(line) });
    const home = await readlink(path.join(dataDir, 'postgres'));
    expect(home).toMatch(/^\/var\/lib\/cairn\/[0-9a-f]{16}$/);
    expect(lines).toContain(
      `The database lives in ${home}, because uid ${first.uid} cannot reach ${await realpath(dataDir)}`,
    );
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS a');
    await first.stop();
    await rename(dataDir, path.join(folder, 'moved'));
    const second = await boot({ dataDir: path.join(folder, 'moved') });
    expect(await ask(second.url, 'SELECT a FROM kept')).toEqual([{ a: 1 }]);
    await second.stop();
    await rm(path.join(folder, 'moved'), { recursive: true });
    await expect(boot({ dataDir })).rejects.toThrow(
      `run "ln -s ${home} ${path.join(await realpath(dataDir), 'postgres')}" to go on with it, or move ${home} away to begin with an empty one.`,
    );
    await symlink(home, path.join(dataDir, 'postgres'));
    const third = await boot({ dataDir });
    expect(await ask(third.url, 'SELECT a FROM kept')).toEqual([{ a: 1 }]);
  },
);

test.runIf(isRoot())('a plain user runs its own; another one is told whose it is', async () => {
  const folder = await scratch();
  await chown(folder, other.uid, other.gid);
  const dataDir = path.join(folder, 'data');
  const print = `console.log(server.uid); await server.stop();`;
  expect(await inAnotherProcess(starter(dataDir, print), { owner: other })).toBe('65534');
  const stranger = { uid: 12345, gid: 12345 };
  await chmod(dataDir, 0o755);
  expect(await inAnotherProcess(starter(dataDir, print), { owner: stranger })).toMatch(
    /belongs to uid 65534: start Cairn as root/,
  );
  expect((await boot({ dataDir })).uid).toBe(65534);
});

test.runIf(isRoot())('binaries that the user cannot reach are copied, whole', async () => {
  const folder = await scratch();
  const closed = path.join(folder, 'closed');
  const found = findBinaries();
  await cp(found.native, path.join(closed, 'native'), { recursive: true });
  await chmod(closed, 0o700);
  const spare = path.join(folder, 'spare');
  const lines: string[] = [];
  const use = () =>
    usableBinaries(
      { ...found, native: path.join(closed, 'native') },
      { owner: other, spare, onProgress: (line) => lines.push(line) },
    );
  const copy = await use();
  expect(copy.native).toBe(path.join(spare, `pg-${found.version}`));
  const version = () => runAs(other, [path.join(copy.native, 'bin/postgres'), '--version']);
  expect((await version()).output).toMatch(/^postgres \(PostgreSQL\) 18/);
  await use();
  expect(lines).toHaveLength(1);
  await writeFile(path.join(copy.native, 'bin/postgres'), 'cut');
  await use();
  expect(lines).toHaveLength(2);
  expect((await version()).code).toBe(0);
});

test.runIf(isRoot())('links are made where install scripts did not run', async () => {
  const folder = await scratch();
  const found = findBinaries();
  const native = path.join(folder, 'native');
  await cp(found.native, native, { recursive: true, verbatimSymlinks: true });
  for (const name of await readdir(path.join(native, 'lib'))) {
    const file = path.join(native, 'lib', name);
    if ((await lstat(file)).isSymbolicLink()) await rm(file);
  }
  const version = [path.join(native, 'bin/postgres'), '--version'];
  expect((await runAs(other, version)).code).not.toBe(0);
  const options = { owner: other, spare: folder, onProgress: () => {} };
  expect(await usableBinaries({ ...found, native }, options)).toEqual({ ...found, native });
  expect((await runAs(other, version)).code).toBe(0);
});

test.runIf(isRoot())(
  'a full disk is one clear line, with a database and without',
  async ({ skip }) => {
    const small = await disk('20m');
    const dataDir = await disk('200m');
    if (!small || !dataDir) return skip('no right to mount here');
    await refuses(small);
    const server = await boot({ dataDir });
    await server.stop();
    await runAs(self(), ['dd', 'if=/dev/zero', `of=${path.join(dataDir, 'rest')}`, 'bs=4k']);
    await refuses(dataDir);
    // Where even the log cannot be written, Postgres does not say why it ends.
    expect(explain('Examine the log output.', dataDir).message).toMatch(/^The disk of .* is full/);
  },
);

/** A data folder on a disk of its own; undefined where one may not mount. */
async function disk(size: string): Promise<string | undefined> {
  const dataDir = path.join(await scratch(), 'data');
  await mkdir(dataDir);
  const options = `size=${size},mode=0755`;
  const mount = await runAs(self(), ['mount', '-t', 'tmpfs', '-o', options, 'none', dataDir]);
  if (mount.code !== 0) return undefined;
  disks.add(dataDir);
  return dataDir;
}

async function refuses(dataDir: string): Promise<void> {
  await expect(boot({ dataDir })).rejects.toThrow(
    /^The disk of .* is full: free some space and start again\.$/,
  );
}
