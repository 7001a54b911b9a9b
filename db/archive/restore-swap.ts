import { open, readFile, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const markerName = 'swap.json';

/** Whose the new files are: the epoch that the database has if, and only if, the restore was committed. */
const markerShape = z.object({ epoch: z.string().nullable() });

export type SwapOutcome = 'finished' | 'undone' | 'removed';

/** How the working folders of restores are called, beside the folder of files. */
export function workPrefix(filesDir: string): string {
  return `.${basename(filesDir)}.restore-`;
}

/** Says what is about to be swapped; on the disk before anything is moved. */
export async function writeMarker(work: string, epoch: string | null): Promise<void> {
  const file = await open(join(work, markerName), 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify({ epoch }));
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Finishes or undoes what a restore left that was killed between the swap of its files and the end of its
 * transaction: the new files stay where the database has their epoch, else the old ones come back. What was only
 * being staged goes. Only who owns the instance may call it: another's restore may be running.
 * @param readEpoch asked only where such a swap is found
 * @returns what became of each
 */
export async function settleSwaps(
  filesDir: string,
  readEpoch: () => Promise<string | null>,
): Promise<SwapOutcome[]> {
  const outcomes: SwapOutcome[] = [];
  for (const work of await workFolders(filesDir)) {
    const marker = await readMarker(work);
    const isCommitted = marker?.epoch ? marker.epoch === (await readEpoch()) : false;
    if (isCommitted) await rm(work, { recursive: true, force: true });
    else await undoSwap(filesDir, work);
    outcomes.push(isCommitted ? 'finished' : marker ? 'undone' : 'removed');
  }
  return outcomes;
}

/** Puts the files back as they were before a swap, wherever it, or an undo before this one, stopped. */
export async function undoSwap(filesDir: string, work: string): Promise<void> {
  const [staged, previous] = [join(work, 'new'), join(work, 'previous')];
  if (await readMarker(work)) {
    const hasNew = !(await isThere(staged));
    if (hasNew) await rename(filesDir, staged);
    if (await isThere(previous)) {
      // A start makes the folder where it finds none.
      if (!hasNew) await rmdir(filesDir).catch(() => undefined);
      await rename(previous, filesDir);
    }
    // First of all that goes: without it nothing is taken for swapped any more.
    await unlink(join(work, markerName));
  }
  await rm(work, { recursive: true, force: true });
}

async function workFolders(filesDir: string): Promise<string[]> {
  const parent = dirname(filesDir);
  const names = await readdir(parent).catch(() => [] as string[]);
  return names
    .filter((name) => name.startsWith(workPrefix(filesDir)))
    .toSorted()
    .map((name) => join(parent, name));
}

/** Null where nothing was swapped yet; a marker that is cut was written by nobody who went on. */
async function readMarker(work: string): Promise<z.output<typeof markerShape> | null> {
  try {
    return markerShape.parse(JSON.parse(await readFile(join(work, markerName), 'utf8')));
  } catch {
    return null;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
