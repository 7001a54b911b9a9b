import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { emptyDatabase, scratchServer } from './embedded/testing/scratch-server.ts';
import type { ScratchServer } from './embedded/testing/scratch-server.ts';
import { hasData, migrate, migrationsFolder, pendingMigrations } from './migrate.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer('none');
});
afterAll(async () => {
  await server.remove();
});

/** The project's migrations and one more. */
async function oneMore(sql: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { when: number }[] };
  const when = (journal.entries.at(-1)?.when ?? 0) + 1000;
  const entry = {
    idx: journal.entries.length,
    version: '7',
    when,
    tag: '9999_more',
    breakpoints: true,
  };
  await writeFile(file, JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
  await writeFile(path.join(folder, '9999_more.sql'), sql);
  return folder;
}

test('an empty database lacks every migration, then none; once is enough', async () => {
  const pool = await emptyDatabase(server, 'fresh');
  expect((await pendingMigrations(pool))[0]).toMatch(/^0000_/);
  expect(await hasData(pool)).toBe(false);
  await Promise.all([migrate(pool), migrate(pool)]);
  expect(await pendingMigrations(pool)).toEqual([]);
  expect(await hasData(pool)).toBe(false);
  const { rows } = await pool.query('SHOW statement_timeout');
  expect(rows).toEqual([{ statement_timeout: '30s' }]);
});

test('a later migration is pending, applied, and then makes older code refuse', async () => {
  const pool = await emptyDatabase(server, 'later');
  await migrate(pool);
  const folder = await oneMore('CREATE TABLE more (a int);');
  expect(await pendingMigrations(pool, folder)).toEqual(['9999_more']);
  await migrate(pool, folder);
  expect(await pendingMigrations(pool, folder)).toEqual([]);
  await expect(pendingMigrations(pool)).rejects.toThrow(/is newer than this Cairn: update Cairn/);
});

test('a migration that fails leaves everything as it was', async () => {
  const pool = await emptyDatabase(server, 'failing');
  const folder = await oneMore('CREATE TABLE half (a int);--> statement-breakpoint\nSELECT 1 / 0;');
  await expect(migrate(pool, folder)).rejects.toThrow(/and is as it was: division by zero\./);
  const { rows } = await pool.query(
    `SELECT to_regclass('half') AS half, to_regclass('users') AS users`,
  );
  expect(rows).toEqual([{ half: null, users: null }]);
  expect(await pendingMigrations(pool)).not.toEqual([]);
});

test('a database that another program uses is refused, and left as it is', async () => {
  const pool = await emptyDatabase(server, 'another_program');
  await pool.query('CREATE TABLE invoices (id int)');
  await expect(pendingMigrations(pool)).rejects.toThrow(/tables of another program \(invoices\)/);
});

test('a database of another line is refused', async () => {
  const pool = await emptyDatabase(server, 'foreign_line');
  await migrate(pool);
  await pool.query(`UPDATE drizzle.__drizzle_migrations SET hash = 'other'`);
  await expect(pendingMigrations(pool)).rejects.toThrow(/another line of Cairn/);
});
