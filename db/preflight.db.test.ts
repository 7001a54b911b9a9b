import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createPool } from './client.ts';
import type { Pool } from './client.ts';
import { changed, scratchServer } from './embedded/testing/scratch-server.ts';
import type { ScratchServer } from './embedded/testing/scratch-server.ts';
import { preflight } from './preflight.ts';

let server: ScratchServer;
let admin: Pool;
const pools = new Set<Pool>();

beforeAll(async () => {
  server = await scratchServer('full');
  admin = createPool(server.url, { max: 1 });
});
afterEach(async () => {
  await Promise.all([...pools].map((pool) => pool.end()));
  pools.clear();
});
afterAll(async () => {
  await admin.end();
  await server.remove();
});

const patient = { timeout: 30_000 };

function check(url = server.url): Promise<void> {
  const pool = createPool(url, { max: 2, connectTimeout: 50_000 });
  pool.on('error', () => {});
  pools.add(pool);
  return preflight(pool);
}

test('the embedded server passes, and has the extensions then', async () => {
  await check();
  const { rows } = await admin.query('SELECT extname FROM pg_extension ORDER BY 1');
  expect(rows.map((row: { extname: string }) => row.extname)).toEqual([
    'pg_trgm',
    'plpgsql',
    'unaccent',
  ]);
});

test.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
  '%s off is refused',
  async (name) => {
    await admin.query(`ALTER SYSTEM SET ${name} = off`);
    await admin.query('SELECT pg_reload_conf()');
    await vi.waitFor(async () => {
      await expect(check()).rejects.toThrow(new RegExp(`with ${name} off and would lose`));
    }, patient);
    await admin.query(`ALTER SYSTEM RESET ${name}`);
    await admin.query('SELECT pg_reload_conf()');
    await vi.waitFor(() => check(), patient);
  },
);

test('the durability that tests use is refused', async () => {
  const loose = await scratchServer('none');
  try {
    await expect(check(loose.url)).rejects.toMatchObject({
      code: 'UNFIT',
      message: expect.stringContaining(
        'with fsync, full_page_writes, synchronous_commit off',
      ) as string,
    });
  } finally {
    await loose.remove();
  }
});

test('a role that may not make extensions is told what an administrator must run', async () => {
  await admin.query(`CREATE ROLE plain LOGIN PASSWORD 'plain'`);
  await admin.query('CREATE DATABASE plain');
  const url = changed(server.url, { user: 'plain', password: 'plain', database: 'plain' });
  await expect(check(url)).rejects.toThrow(/must run in plain 'GRANT CREATE ON DATABASE "plain"/);
  const inside = createPool(changed(server.url, { database: 'plain' }), { max: 1 });
  pools.add(inside);
  await inside.query(
    'GRANT CREATE ON DATABASE plain TO plain; GRANT CREATE ON SCHEMA public TO plain',
  );
  await check(url);
  await inside.query('DROP EXTENSION unaccent; CREATE SCHEMA closed');
  await inside.query('ALTER ROLE plain IN DATABASE plain SET search_path = nowhere');
  await expect(check(url)).rejects.toThrow(
    /unaccent cannot be made: an administrator must run .*"CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE/,
  );
});

test.each([
  [{ password: 'wrong' }, /refuses the password: check user and password/],
  [{ database: 'none' }, /has no such database: make it/],
])('%o is one line', async (change, line) => {
  await expect(check(changed(server.url, change))).rejects.toThrow(line);
});

test.each([
  ['postgres://u:hunter2@127.0.0.1:1/x', /nothing listens there/],
  ['postgres://u:hunter2@no-such-host.invalid/x', /host name/],
  ['postgres://u:hunter2@localhost/x?host=/nowhere', /its socket is not there/],
])('%s is one line without the password', async (url, line) => {
  const failed = check(url);
  await expect(failed).rejects.toThrow(line);
  await expect(failed).rejects.not.toThrow(/hunter2/);
});
