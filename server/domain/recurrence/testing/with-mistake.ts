import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { occurrences } from '../occurrences.ts';

export type Mistake = { file: string; right: string; wrong: string };

/** `occurrences` of a copy of the engine in which one text stands for another. */
export async function withMistake({ file, right, wrong }: Mistake): Promise<typeof occurrences> {
  const folder = await mkdtemp(join(tmpdir(), 'recurrence-'));
  await cp(join(import.meta.dirname, '..'), folder, { recursive: true });
  const path = join(folder, file);
  const source = await readFile(path, 'utf8');
  if (source.split(right).length !== 2) throw new Error(`${file} does not say once: ${right}`);
  await writeFile(path, source.replace(right, wrong));
  const url = pathToFileURL(join(folder, 'occurrences.ts')).href;
  const copy = (await import(/* @vite-ignore */ url)) as { occurrences: typeof occurrences };
  await rm(folder, { recursive: true });
  return copy.occurrences;
}
