import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CairnError } from '../platform/errors.ts';
import type { Env } from '../platform/env.ts';

export type DataFolder = { filesDir: string; backupsDir: string };

/**
 * Makes the folder of everything that this instance keeps. Under root others may pass it, since
 * Postgres runs as another user; all that lies in it is closed.
 */
export async function openDataFolder({ dataDir, databaseUrl }: Env): Promise<DataFolder> {
  const passable = databaseUrl === null && process.getuid?.() === 0;
  const folder = {
    filesDir: path.join(dataDir, 'files'),
    backupsDir: path.join(dataDir, 'backups'),
  };
  try {
    await mkdir(dataDir, { recursive: true, mode: passable ? 0o711 : 0o700 });
    await access(dataDir, constants.W_OK);
    await mkdir(folder.filesDir, { recursive: true, mode: 0o700 });
    await mkdir(folder.backupsDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = troubles[code] ?? `cannot be made or written (${code})`;
    throw new CairnError(
      'SERVICE_UNAVAILABLE',
      `The data folder ${dataDir} ${why}; or set CAIRN_DATA to another folder.`,
      { cause: error },
    );
  }
  return folder;
}

const troubles: Record<string, string> = {
  EACCES: 'cannot be written: make it belong to the user who starts Cairn',
  EPERM: 'cannot be written: make it belong to the user who starts Cairn',
  EROFS: 'is on a read-only file system: mount it writable',
  ENOSPC: 'is on a full disk: free some space',
  ENOTDIR: 'is below a file: give a path of folders',
  EEXIST: 'is a file: move it away',
};
