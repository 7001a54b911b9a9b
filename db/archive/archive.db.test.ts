import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { verifyArchive } from './archive-reader.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { fillScratch, migrateScratch, writeMigrations } from './testing/scratch-schema.ts';

const run = promisify(execFile);

let folder: string;
let migrationsDir: string;
const databases: TestDatabase[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-archive-'));
  migrationsDir = await writeMigrations(join(folder, 'migrations'));
});

afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.drop()));
  await rm(folder, { recursive: true });
});

async function database(): Promise<Pool> {
  const made = await createTestDatabase({ empty: true });
  databases.push(made);
  return made.pool;
}

async function instance(dir = migrationsDir): Promise<Pool> {
  const pool = await database();
  await migrateScratch(pool, dir);
  await fillScratch(pool);
  return pool;
}

const at = (name: string) => join(folder, name);

/** True where both unpack, to the same bytes. */
function saysTheSame(archive: Buffer, whole: Buffer): boolean {
  try {
    return gunzipSync(archive).equals(gunzipSync(whole));
  } catch {
    return false;
  }
}
const options = (pool: Pool, name = 'a.cairn') => ({
  pool,
  file: at(name),
  filesDir: at('files'),
  migrationsDir,
});

/** Every row of every table as Postgres writes it, and the rules that stand on the tables. */
async function contents(pool: Pool): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  const tables = await pool.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE relnamespace IN ('public'::regnamespace, to_regnamespace('drizzle')) AND relkind = 'r'`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await pool.query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  const rules = await pool.query(
    `SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS rule
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index
       WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
      ORDER BY 1`,
  );
  all['rules'] = rules.rows.map(({ rule }) => rule);
  return all;
}

const withoutEpoch = ({ instance_settings: _, ...rest }: Record<string, unknown>) => rest;

describe('a round trip', () => {
  test('brings back every value, rule and file in a second database', async () => {
    const source = await instance();
    await mkdir(at('files/ab/юникод'), { recursive: true });
    await writeFile(at('files/ab/one'), Buffer.alloc(3_000_000, 'x'));
    await writeFile(at('files/ab/юникод/имя файла'), '');
    await writeFile(at('files/.sending'), 'in flight');
    const manifest = await backup(options(source));
    expect((await stat(at('a.cairn'))).mode & 0o777).toBe(0o600);
    expect(manifest.tables.find(({ name }) => name === 'nasty')).toMatchObject({ rows: 9 });

    const target = await database();
    await restore({ ...options(target), filesDir: at('other/files') });
    expect(withoutEpoch(await contents(target))).toEqual(withoutEpoch(await contents(source)));
    expect((await readFile(at('other/files/ab/one'))).length).toBe(3_000_000);
    expect(await readdir(at('other/files/ab/юникод'))).toEqual(['имя файла']);
    expect(await readdir(at('other'))).toEqual(['files']);
    expect(await readdir(at('other/files'))).toEqual(['ab']);
  });

  test('goes on with the numbers of sequences and identities', async () => {
    const source = await instance();
    await backup(options(source));
    const target = await database();
    await restore(options(target));
    const next = await target.query(`INSERT INTO counted (what) VALUES ('next') RETURNING id`);
    expect(next.rows).toEqual([{ id: 6 }]);
    const nasty = await target.query(`INSERT INTO nasty (word) VALUES ('next') RETURNING id`);
    expect(nasty.rows).toEqual([{ id: '10' }]);
  });

  test('gives the instance a new epoch', async () => {
    const source = await instance();
    await backup(options(source));
    const epoch = async () =>
      (await source.query<{ epoch: string }>('SELECT epoch FROM instance_settings')).rows;
    const before = await epoch();
    await restore({ ...options(source), replace: true });
    expect(await epoch()).toHaveLength(1);
    expect(await epoch()).not.toEqual(before);
  });

  test('replaces all of an instance, files included, when told to', async () => {
    const source = await instance();
    await backup(options(source));
    const target = await instance();
    await target.query(`DELETE FROM counted; CREATE VIEW left_over AS SELECT 1 AS one`);
    await mkdir(at('full'));
    await writeFile(at('full/old'), 'old');
    await restore({ ...options(target), filesDir: at('full'), replace: true });
    expect(withoutEpoch(await contents(target))).toEqual(withoutEpoch(await contents(source)));
    expect(await readdir(at('full'))).toEqual([]);
  });

  test('leaves out the rows of transient tables, and says so', async () => {
    const source = await instance();
    const manifest = await backup({ ...options(source), skipTables: ['staging'] });
    expect(manifest.skippedTables).toEqual(['staging']);
    const target = await database();
    await restore(options(target));
    expect((await contents(target))['staging']).toEqual([]);
  });

  test('takes a backup of an older schema through the migrations that came after it', async () => {
    const older = await writeMigrations(at('older'), 2);
    const source = await database();
    await migrateScratch(source, older);
    await fillScratch(source);
    const manifest = await backup({ ...options(source), migrationsDir: older });
    expect(manifest.schema).toMatchObject({ index: 1, tag: '0001_second' });
    const target = await database();
    await restore(options(target));
    const { rows } = await target.query('SELECT label FROM people ORDER BY id');
    expect(rows.map(({ label }) => label)).toEqual(['person 1', 'person 2', 'person 3']);
    const ran = await target.query(
      'SELECT created_at FROM drizzle.__drizzle_migrations ORDER BY id',
    );
    expect(ran.rows.map((row) => Number(row.created_at))).toEqual([1000, 1001, 1002]);
  });
});

describe('a backup', () => {
  test('leaves tables of another program alone, and says so', async () => {
    const source = await instance();
    await source.query('CREATE TABLE invoices (id int)');
    const leftOut: string[] = [];
    const { tables } = await backup({
      ...options(source),
      onProgress: ({ step, name }) => void (step === 'left-out' && leftOut.push(name)),
    });
    expect(leftOut).toEqual(['invoices']);
    expect(tables.map(({ name }) => name)).not.toContain('invoices');
    await restore(options(await database()));
  });

  test('is one moment, while others write', async () => {
    const source = await instance();
    await source.query(`INSERT INTO a_first SELECT FROM generate_series(1, 3000);
      INSERT INTO z_last SELECT FROM generate_series(1, 3000)`);
    const manifest = await backup({
      ...options(source),
      onProgress: async () => {
        await source.query(
          'WITH a AS (INSERT INTO a_first DEFAULT VALUES) INSERT INTO z_last DEFAULT VALUES',
        );
      },
    });
    const rows = (table: string) => manifest.tables.find(({ name }) => name === table)?.rows;
    expect(rows('a_first')).toBe(3000);
    expect(rows('z_last')).toBe(3000);
    expect((await contents(source))['z_last']).not.toHaveLength(3000);
  });

  test('does not replace a file unless told to', async () => {
    const source = await instance();
    await writeFile(at('a.cairn'), 'mine');
    await expect(backup(options(source))).rejects.toMatchObject({ code: 'EXISTS' });
    expect(await readFile(at('a.cairn'), 'utf8')).toBe('mine');
    await backup({ ...options(source), overwrite: true });
    await verifyArchive(at('a.cairn'));
  });

  test('leaves nothing behind when the database goes away in the middle', async () => {
    const source = await instance();
    await source.query(
      `INSERT INTO z_last (note) SELECT repeat(md5(n::text), 300) FROM generate_series(1, 5000) n`,
    );
    source.on('error', () => undefined);
    const failing = backup({
      ...options(source),
      onProgress: async ({ name }) => {
        if (name === 'z_last') await source.query(kill);
      },
    });
    await expect(failing).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['migrations']);
  });

  test('on a full disk, or below a file, is one line with the mend', async ({ skip }) => {
    const source = await instance();
    await mkdir(at('full'));
    const mounting = run('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', at('full')]);
    await mounting.catch(() => skip('no right to mount here'));
    try {
      await source.query(
        `INSERT INTO z_last (note) SELECT md5(random()::text) FROM generate_series(1, 5000)`,
      );
      await expect(backup(options(source, 'full/a.cairn'))).rejects.toMatchObject({
        code: 'UNWRITABLE',
        message: expect.stringMatching(/full\/a\.cairn cannot be written: its disk is full/),
      });
      expect(await readdir(at('full'))).toEqual([]);
    } finally {
      await run('umount', ['-l', at('full')]);
    }
    await writeFile(at('file'), '');
    await expect(backup(options(source, 'file/a.cairn'))).rejects.toMatchObject({
      code: 'UNWRITABLE',
    });
  });

  test('says that a database without an instance has none', async () => {
    await expect(backup(options(await database()))).rejects.toMatchObject({ code: 'NOT_CAIRN' });
    expect(await readdir(folder)).toEqual(['migrations']);
  });

  test('stops at a signal', async () => {
    const source = await instance();
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(backup({ ...options(source), signal })).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual(['migrations']);
  });
});

const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;

describe('a restore that cannot succeed leaves all as it was', () => {
  async function refused(change: Partial<Parameters<typeof restore>[0]>) {
    const target = await instance();
    await target.query(`DELETE FROM counted WHERE id = 1`);
    await mkdir(at('kept'));
    await writeFile(at('kept/old'), 'old');
    const before = await contents(target);
    const error = await restore({
      ...options(target),
      filesDir: at('kept'),
      replace: true,
      ...change,
    }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(await contents(target)).toEqual(before);
    expect(await readdir(at('kept'))).toEqual(['old']);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    return error;
  }

  test('an instance that holds data', async () => {
    await backup(options(await instance()));
    expect(await refused({ replace: false })).toMatchObject({ code: 'NOT_EMPTY' });
  });

  test('a database with tables of something else', async () => {
    await backup(options(await instance()));
    const target = await database();
    await target.query('CREATE TABLE theirs (id int)');
    const restoring = restore({ ...options(target), replace: true });
    await expect(restoring).rejects.toMatchObject({ code: 'NOT_CAIRN' });
    await target.query('SELECT * FROM theirs');
  });

  test('tables of another program beside ours, also when told to replace', async () => {
    await backup(options(await instance()));
    const target = await instance();
    await target.query('CREATE TABLE invoices AS SELECT 7 AS total');
    for (const replace of [false, true]) {
      await expect(restore({ ...options(target), replace })).rejects.toMatchObject({
        code: 'NOT_CAIRN',
        message: expect.stringContaining('(invoices)'),
      });
    }
    expect((await target.query('SELECT total FROM invoices')).rows).toEqual([{ total: 7 }]);
  });

  test('a schema newer than the code, or of another line', async () => {
    await backup(options(await instance()));
    const older = await writeMigrations(at('older'), 2);
    expect(await refused({ migrationsDir: older })).toMatchObject({ code: 'SCHEMA_NEWER' });
    await rm(at('kept'), { recursive: true });
    await writeFile(at('migrations/0002_third.sql'), 'SELECT 1');
    expect(await refused({})).toMatchObject({ code: 'SCHEMA_UNKNOWN' });
  });

  test('the connection is lost while rows are loaded', async () => {
    const source = await instance();
    await source.query(
      `INSERT INTO staging SELECT n, repeat(md5(n::text), 300) FROM generate_series(2, 5000) n`,
    );
    await backup(options(source));
    const target = await instance();
    target.on('error', () => undefined);
    const before = await contents(target);
    let killed = false;
    const restoring = restore({
      ...options(target),
      replace: true,
      onProgress: async ({ step, name }) => {
        if (step !== 'table' || name !== 'staging') return;
        killed = true;
        await target.query(kill);
      },
    });
    await expect(restoring).rejects.toThrow();
    expect(killed).toBe(true);
    expect(await contents(target)).toEqual(before);
  });

  test('links that do not hold', async () => {
    const source = await instance();
    await source.query(
      'ALTER TABLE people DROP CONSTRAINT people_boss_id_fkey; UPDATE people SET boss_id = 77',
    );
    await backup(options(source));
    expect(await refused({})).toMatchObject({ constraint: 'people_boss_id_fkey' });
  });

  test('a later migration fails on the loaded rows', async () => {
    const older = await writeMigrations(at('older'), 2);
    const source = await database();
    await migrateScratch(source, older);
    await fillScratch(source);
    await backup({ ...options(source), migrationsDir: older });
    const broken = await writeMigrations(at('broken'));
    await writeFile(join(broken, '0002_third.sql'), `DO $$ BEGIN RAISE 'no further'; END $$`);
    const error = await refused({ migrationsDir: broken });
    expect(error).toMatchObject({ message: 'no further' });
  });

  test('the archive was cut or changed at any place', async () => {
    await backup(options(await instance()));
    const whole = await readFile(at('a.cairn'));
    const target = await instance();
    const before = await contents(target);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await writeFile(at('cut'), whole.subarray(0, Math.floor((whole.length * tenth) / 10)));
      const restoring = restore({ ...options(target, 'cut'), replace: true });
      await expect(restoring).rejects.toMatchObject({ name: 'ArchiveError' });
    }
    for (let at20 = 10; at20 < whole.length; at20 += Math.ceil(whole.length / 20)) {
      const flipped = Buffer.from(whole);
      flipped[at20] = (flipped[at20] ?? 0) ^ 1;
      // A few bits of a compressed file mean nothing.
      if (saysTheSame(flipped, whole)) continue;
      await writeFile(at('flipped'), flipped);
      const restoring = restore({ ...options(target, 'flipped'), replace: true });
      await expect(restoring).rejects.toMatchObject({ name: 'ArchiveError' });
    }
    await writeFile(at('cut'), whole.subarray(0, whole.length - 1));
    const restoring = restore({ ...options(target, 'cut'), replace: true });
    await expect(restoring).rejects.toMatchObject({ name: 'ArchiveError' });
    expect(await contents(target)).toEqual(before);
  });
});
