import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { fencePart } from './fence-part.ts';

let file: string;
beforeEach(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-fence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = path.join(folder, 'thing');
  await writeFile(`${file}.part`, 'first,');
});

const kept = () => readFile(`${file}.part`, 'utf8');

async function send(text: string): Promise<void> {
  const handle = await fencePart({ path: file });
  await handle.writeFile(text);
  await handle.close();
}

test('what another process still writes is not kept, and nothing that it wrote before is lost', async () => {
  const other = await open(`${file}.part`, 'a');
  await other.writeFile('second,');
  const mine = await fencePart({ path: file });
  await other.writeFile('too late,');
  await mine.writeFile('third');
  expect(await kept()).toBe('first,second,third');
  await mine.close();
  await other.close();
});

test('the control: without it both write to one file', async () => {
  const [other, mine] = [await open(`${file}.part`, 'a'), await open(`${file}.part`, 'a')];
  await other.writeFile('too late,');
  await mine.writeFile('third');
  expect(await kept()).toBe('first,too late,third');
  await mine.close();
  await other.close();
});

test('it is copied once, and again only where another had it meanwhile', async () => {
  await send('a');
  const { ino } = await stat(`${file}.part`);
  await send('b');
  expect((await stat(`${file}.part`)).ino).toBe(ino);
  await writeFile(`${file}.sender`, 'another process');
  await send('c');
  expect((await stat(`${file}.part`)).ino).not.toBe(ino);
  expect(await kept()).toBe('first,abc');
  expect(await readdir(path.dirname(file))).toHaveLength(2);
});

test('a file of which nothing is there yet begins', async () => {
  await rm(`${file}.part`);
  await send('a');
  expect(await kept()).toBe('a');
});
