import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDb } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { emptyDatabase, scratchServer } from '../../db/embedded/testing/scratch-server.ts';
import type { ScratchServer } from '../../db/embedded/testing/scratch-server.ts';
import { migrationsFolder } from '../../db/migrate.ts';
import { users } from '../../db/schema/accounts.ts';
import type { UserId } from '../domain/ids.ts';
import { createClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { upgrade } from './upgrade.ts';
import type { UpgradeInput } from './upgrade.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer('full');
});
afterAll(async () => {
  await server.remove();
});

async function input(): Promise<UpgradeInput & { lines: string[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-upgrade-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const lines: string[] = [];
  return {
    backupsDir: folder,
    filesDir: path.join(folder, 'files'),
    clock: createClock(),
    version: '9.9.9',
    lines,
    say: (line) => lines.push(line),
  };
}

/** The project's migrations and one more. */
async function oneMore(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { when: number }[] };
  const when = (journal.entries.at(-1)?.when ?? 0) + 1000;
  const entry = { idx: journal.entries.length, when, tag: '9999_more', breakpoints: true };
  await writeFile(file, JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
  await writeFile(path.join(folder, '9999_more.sql'), 'CREATE TABLE more (a int);');
  return folder;
}

async function addUser(pool: Pool): Promise<void> {
  const person = { email: 'a@b.c', emailFolded: 'a@b.c', name: 'A' };
  await createDb(pool)
    .insert(users)
    .values({ id: newId<UserId>(createClock()), ...person });
}

test('nothing is backed up where nobody would miss it', async () => {
  const pool = await emptyDatabase(server, 'nothing_yet');
  const first = await input();
  await upgrade(pool, first);
  expect(first.lines).toEqual([expect.stringMatching(/^Migrating the database \(\d+ steps?\)$/)]);
  const second = await input();
  await upgrade(pool, second);
  expect(second.lines).toEqual([]);
  await upgrade(pool, { ...second, migrations: await oneMore() });
  expect(second.lines).toEqual(['Migrating the database (1 step)']);
});

test('data is backed up before a migration, once', async () => {
  const pool = await emptyDatabase(server, 'with_data');
  await upgrade(pool, await input());
  await addUser(pool);
  const next = await input();
  const migrations = await oneMore();
  await upgrade(pool, { ...next, migrations });
  const [file = '', ...more] = await readdir(next.backupsDir);
  expect(more).toEqual([]);
  expect(file).toMatch(/^before-9\.9\.9-\d{8}T\d{6}Z\.cairn$/);
  expect((await stat(path.join(next.backupsDir, file))).size).toBeGreaterThan(1000);
  expect(next.lines[0]).toBe(
    `Backing up to ${path.join(next.backupsDir, file)} before the database is migrated`,
  );
  await upgrade(pool, { ...next, migrations });
  expect(await readdir(next.backupsDir)).toEqual([file]);
});

test('of several processes at once one backs up and migrates, and the others find it done', async () => {
  const pool = await emptyDatabase(server, 'at_once');
  await upgrade(pool, await input());
  await addUser(pool);
  const migrations = await oneMore();
  const inputs = await Promise.all([input(), input(), input()]);
  await Promise.all(inputs.map((one) => upgrade(pool, { ...one, migrations })));
  const backups = await Promise.all(inputs.map(({ backupsDir }) => readdir(backupsDir)));
  expect(backups.flat()).toHaveLength(1);
  expect(
    inputs.flatMap(({ lines }) => lines).filter((line) => line.startsWith('Migrating')),
  ).toEqual(['Migrating the database (1 step)']);
});

test('when the backup fails nothing is migrated', async () => {
  const pool = await emptyDatabase(server, 'no_backup');
  await upgrade(pool, await input());
  await addUser(pool);
  const next = { ...(await input()), backupsDir: '/dev/null/at', migrations: await oneMore() };
  await expect(upgrade(pool, next)).rejects.toThrow(
    /^The backup before the migration failed, so nothing was migrated: /,
  );
  const { rows } = await pool.query(`SELECT to_regclass('more') AS more`);
  expect(rows).toEqual([{ more: null }]);
});
