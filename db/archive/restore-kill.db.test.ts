import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settleRestores } from '../../server/boot/settle-restores.ts';
import { createTestDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { backup } from './backup.ts';
import { readEpoch } from './read-epoch.ts';

const script = fileURLToPath(new URL('testing/killed-restore.ts', import.meta.url));

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-killed-'));
  source = await createTestDatabase();
  target = await createTestDatabase();
  for (const [database, name] of [
    [source, 'new'],
    [target, 'old'],
  ] as const) {
    await database.pool.query(
      `INSERT INTO instance_settings (name) VALUES ($1) ON CONFLICT (one) DO UPDATE SET name = $1`,
      [name],
    );
    await mkdir(at(`${name}/attachments`), { recursive: true });
    await writeFile(at(`${name}/attachments/file`), name);
  }
  await backup({ pool: source.pool, file: at('a.cairn'), filesDir: at('new') });
  await rm(at('new'), { recursive: true });
});
afterEach(async () => {
  await source.drop();
  await target.drop();
  await rm(folder, { recursive: true });
});

const rows = async () =>
  (await target.pool.query<{ name: string }>('SELECT name FROM instance_settings')).rows[0]?.name;
const files = () => readFile(at('old/attachments/file'), 'utf8').catch(() => 'none');

/** Restores in a process of its own, which dies at the moment. */
async function killed(moment: string): Promise<void> {
  const run = promisify(execFile)(process.execPath, [
    script,
    target.url,
    at('a.cairn'),
    at('old'),
    moment,
  ]);
  await expect(
    run.catch((error: { signal: string | null; stderr: string }) => error.signal ?? error.stderr),
  ).resolves.toBe('SIGKILL');
}

test.each([
  ['between the renames', 'none', 'old', 'undone'],
  ['before the commit', 'new', 'old', 'undone'],
  ['after the commit', 'new', 'new', 'finished'],
] as const)(
  'killed %s, the next start has files and rows of one time',
  async (moment, left, whole, outcome) => {
    const before = await readEpoch(target.pool);
    await killed(moment);
    // The control: without what follows the two would not belong together, or old files lie about.
    expect([await rows(), await files()]).toEqual([whole, left]);
    expect(await readdir(folder)).toHaveLength(left === 'none' ? 2 : 3);
    // A start makes the folder of files before it has the database.
    await mkdir(at('old'), { recursive: true });
    const said: string[] = [];
    const starting = { filesDir: at('old'), say: (line: string) => void said.push(line) };
    await settleRestores(target.pool, starting);
    expect([await rows(), await files()]).toEqual([whole, whole]);
    expect((await readdir(folder)).toSorted()).toEqual(['a.cairn', 'old']);
    expect(said.join()).toContain(outcome);
    expect((await readEpoch(target.pool)) === before).toBe(outcome === 'undone');
    await settleRestores(target.pool, starting);
    expect(said).toHaveLength(1);
  },
);

test('a restore after one that was killed has nothing of it', async () => {
  await killed('before the commit');
  const again = promisify(execFile)(process.execPath, [
    script,
    target.url,
    at('a.cairn'),
    at('old'),
    'never',
  ]);
  await again;
  expect([await rows(), await files()]).toEqual(['new', 'new']);
  expect((await readdir(folder)).toSorted()).toEqual(['a.cairn', 'old']);
});
