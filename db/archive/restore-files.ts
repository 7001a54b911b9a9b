import { createWriteStream } from 'node:fs';
import { chown, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { undoSwap, workPrefix, writeMarker } from './restore-swap.ts';

export type StagedFiles = {
  add(path: string, body: AsyncIterable<Buffer>): Promise<void>;
  /**
   * Puts the staged folder in the place of the old one, which is kept until `keep`. A marker beside them says whose
   * files they are: a start that finds it asks the database which of the two it should have (`settleSwaps`).
   */
  swap(epoch: string | null): Promise<void>;
  /** Removes the old folder. */
  keep(): Promise<void>;
  /** Puts everything back as it was; safe at any moment before `keep`. */
  undo(): Promise<void>;
};

/** Collects files beside `filesDir`, on the same disk, so that taking them over is one rename. */
export async function stageFiles(filesDir: string): Promise<StagedFiles> {
  await mkdir(dirname(filesDir), { recursive: true });
  const work = await mkdtemp(join(dirname(filesDir), workPrefix(filesDir)));
  const staged = join(work, 'new');
  await mkdir(staged, { mode: 0o700 });
  return {
    async add(path, body) {
      const target = join(staged, path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await pipeline(body, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
    },
    async swap(epoch) {
      await giveTo(await stat(dirname(filesDir)), staged);
      await syncFolders(staged);
      await writeMarker(work, epoch);
      await renameIfThere(filesDir, join(work, 'previous'));
      await rename(staged, filesDir);
      for (const folder of [work, dirname(filesDir)]) await syncFolder(folder);
    },
    async keep() {
      await rm(work, { recursive: true, force: true });
    },
    undo: () => undoSwap(filesDir, work),
  };
}

/** What root restores belongs to whoever runs the instance: to the owner of its data folder. */
async function giveTo({ uid, gid }: { uid: number; gid: number }, folder: string): Promise<void> {
  if (process.getuid?.() !== 0 || uid === 0) return;
  for (const path of ['', ...(await readdir(folder, { recursive: true }))]) {
    await chown(join(folder, path), uid, gid);
  }
}

/** Each file was flushed as it was written; their names are durable once their folders are. */
async function syncFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  for (const path of [folder, ...folders.map(({ parentPath, name }) => join(parentPath, name))])
    await syncFolder(path);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
