import { chown, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stageFiles } from './restore-files.ts';

let folder: string;
let files: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-files-'));
  files = join(folder, 'files');
  await mkdir(files);
  await writeFile(join(files, 'old'), 'old');
});
afterEach(() => rm(folder, { recursive: true }));

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function staged() {
  const stage = await stageFiles(files);
  await stage.add('a/new', bytes('new'));
  expect(await readdir(files)).toEqual(['old']);
  return stage;
}

test('the staged files take the place of the old ones', async () => {
  const stage = await staged();
  await stage.swap(null);
  expect(await readFile(join(files, 'a/new'), 'utf8')).toBe('new');
  await stage.keep();
  expect(await readdir(files)).toEqual(['a']);
  expect(await readdir(folder)).toEqual(['files']);
});

test.skipIf(process.getuid?.() !== 0)(
  'root gives them to the owner of the data folder',
  async () => {
    await chown(folder, 65534, 65534);
    const stage = await staged();
    await stage.swap(null);
    for (const path of ['', 'a', 'a/new']) {
      expect((await stat(join(files, path))).uid, path).toBe(65534);
    }
    await stage.keep();
  },
);

test('undone before or after the swap, everything is as it was', async () => {
  const before = await staged();
  await before.undo();
  const after = await staged();
  await after.swap(null);
  await after.undo();
  expect(await readFile(join(files, 'old'), 'utf8')).toBe('old');
  expect(await readdir(files)).toEqual(['old']);
  expect(await readdir(folder)).toEqual(['files']);
});

test('where there was no folder there is none after an undo', async () => {
  await rm(files, { recursive: true });
  const stage = await stageFiles(files);
  await stage.swap(null);
  await stage.undo();
  expect(await readdir(folder)).toEqual([]);
});

test('a file is never written twice, so two entries of one name cannot mix', async () => {
  const stage = await staged();
  await expect(stage.add('a/new', bytes('other'))).rejects.toThrow('EEXIST');
  await stage.undo();
});
