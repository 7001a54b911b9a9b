import { copyFile, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CairnError } from '../platform/errors.ts';
import type { FileKey, FileStore } from './schema.ts';

/** Keeps files below a folder of this machine, each workspace's in one of its own. */
export function openDiskStore(folder: string): FileStore {
  const pathOf = ({ workspaceId, fileId }: FileKey) => join(folder, workspaceId, fileId);
  return {
    async put(key, path) {
      const dir = join(folder, key.workspaceId);
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        await take(path, pathOf(key));
        for (const one of [dir, folder]) await sync(one);
      } catch (error) {
        throw isOneOf(error, ['ENOSPC', 'EDQUOT']) ? fullDisk(error) : error;
      }
    },
    async open(key, range) {
      try {
        const file = await open(pathOf(key), 'r');
        return file.createReadStream(range);
      } catch (error) {
        if (isOneOf(error, ['ENOENT'])) return null;
        throw error;
      }
    },
    async drop(key) {
      await unlink(pathOf(key)).catch((error: unknown) => {
        if (!isOneOf(error, ['ENOENT'])) throw error;
      });
    },
  };
}

/** A second name for the same bytes costs nothing; where the disk has no such names they are copied. */
async function take(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (isOneOf(error, ['EEXIST'])) return;
    if (!isOneOf(error, ['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])) throw error;
    const part = `${to}.part`;
    await copyFile(from, part);
    await sync(part);
    await rename(part, to);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function fullDisk(cause: unknown): CairnError {
  const message = "The server's disk is full. The file was not kept.";
  return new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 60, cause });
}

function isOneOf(error: unknown, codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
