import { createWriteStream } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type StagedFiles = {
  add(path: string, body: AsyncIterable<Buffer>): Promise<void>;
  /** Puts the staged folder in the place of the old one, which is kept until `keep`. */
  swap(): Promise<void>;
  /** Removes the old folder. */
  keep(): Promise<void>;
  /** Puts everything back as it was; safe at any moment before `keep`. */
  undo(): Promise<void>;
};

/** Collects files beside `filesDir`, on the same disk, so that taking them over is one rename. */
export async function stageFiles(filesDir: string): Promise<StagedFiles> {
  await mkdir(dirname(filesDir), { recursive: true });
  const work = await mkdtemp(join(dirname(filesDir), `.${basename(filesDir)}.restore-`));
  const staged = join(work, 'new');
  const previous = join(work, 'previous');
  await mkdir(staged, { mode: 0o700 });
  let movedOld = false;
  let movedNew = false;
  return {
    async add(path, body) {
      const target = join(staged, path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await pipeline(body, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
    },
    async swap() {
      await giveTo(await stat(dirname(filesDir)), staged);
      movedOld = await renameIfThere(filesDir, previous);
      await rename(staged, filesDir);
      movedNew = true;
    },
    async keep() {
      await rm(work, { recursive: true, force: true });
    },
    async undo() {
      if (movedNew) await rename(filesDir, staged);
      if (movedOld) await rename(previous, filesDir);
      await rm(work, { recursive: true, force: true });
    },
  };
}

/** What root restores belongs to whoever runs the instance: to the owner of its data folder. */
async function giveTo({ uid, gid }: { uid: number; gid: number }, folder: string): Promise<void> {
  if (process.getuid?.() !== 0 || uid === 0) return;
  for (const path of ['', ...(await readdir(folder, { recursive: true }))]) {
    await chown(join(folder, path), uid, gid);
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
