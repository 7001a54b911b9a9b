import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { CairnError } from '../platform/errors.ts';
import type { UploadRow } from './scope.ts';

/** This process, among all that see the folder. */
const me = randomUUID();

/**
 * Opens what is kept of a file, for this process alone. Where another had it, that one may still be writing: it goes
 * on with the earlier copy, which has no name any more.
 * @throws CONFLICT where a third one wants it at this moment
 */
export async function fencePart({ path }: Pick<UploadRow, 'path'>): Promise<FileHandle> {
  const part = `${path}.part`;
  if (await isMine(path)) {
    const file = await open(part, 'a', 0o600);
    // Who takes it says so first: what was opened before that is the copy to be left alone.
    if (await isMine(path)) return file;
    await file.close();
  }
  await writeFile(`${path}.sender`, me, { mode: 0o600 });
  const draft = `${part}-${randomUUID()}`;
  let file: FileHandle | null = null;
  try {
    await copyFile(part, draft, constants.COPYFILE_FICLONE).catch(unlessMissing);
    file = await open(draft, 'a', 0o600);
    await file.sync();
    await rename(draft, part);
    if (await isMine(path)) return file;
    throw new CairnError(
      'CONFLICT',
      'The file is being sent elsewhere. Ask how much of it is kept.',
    );
  } catch (error) {
    await file?.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function isMine(path: string): Promise<boolean> {
  return (await readFile(`${path}.sender`, 'utf8').catch(unlessMissing)) === me;
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
