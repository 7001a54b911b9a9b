import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CairnError } from '../platform/errors.ts';
import type { Env } from '../platform/env.ts';

export type DataFolder = { filesDir: string; backupsDir: string };

/**
 * Makes the folder of everything that this instance keeps, and that of its files where it is another. Under root
 * others may pass the first, since Postgres runs as another user; all that lies in it is closed.
 */
export async function openDataFolder({ dataDir, databaseUrl, filesDir }: Env): Promise<DataFolder> {
  const passable = databaseUrl === null && process.getuid?.() === 0;
  const folder = {
    filesDir: filesDir ?? path.join(dataDir, 'files'),
    backupsDir: path.join(dataDir, 'backups'),
  };
  await make('CAIRN_DATA', dataDir, async () => {
    await mkdir(dataDir, { recursive: true, mode: passable ? 0o711 : 0o700 });
    await access(dataDir, constants.W_OK);
    await mkdir(folder.backupsDir, { recursive: true, mode: 0o700 });
    if (filesDir === null) await mkdir(folder.filesDir, { recursive: true, mode: 0o700 });
  });
  if (filesDir !== null)
    await make('FILES_DIR', filesDir, async () => {
      await mkdir(filesDir, { recursive: true, mode: 0o700 });
      await access(filesDir, constants.W_OK);
    });
  return folder;
}

const named = {
  CAIRN_DATA: ['The data folder', 'another folder'],
  FILES_DIR: ['The folder of files', 'another'],
};

async function make(
  name: keyof typeof named,
  folder: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = troubles[code] ?? `cannot be made or written (${code})`;
    const [what, other] = named[name];
    throw new CairnError(
      'SERVICE_UNAVAILABLE',
      `${what} ${folder} ${why}; or set ${name} to ${other}.`,
      { cause: error },
    );
  }
}

const troubles: Record<string, string> = {
  EACCES: 'cannot be written: make it belong to the user who starts Cairn',
  EPERM: 'cannot be written: make it belong to the user who starts Cairn',
  EROFS: 'is on a read-only file system: mount it writable',
  ENOSPC: 'is on a full disk: free some space',
  ENOTDIR: 'is below a file: give a path of folders',
  EEXIST: 'is a file: move it away',
};
