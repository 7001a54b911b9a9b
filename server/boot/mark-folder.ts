import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A name for the folder of files, kept in it: by it processes on several machines know that they see the same one. It
 * lies where no backup takes it along.
 */
export async function markFolder(filesDir: string): Promise<string> {
  const dir = path.join(filesDir, 'uploads');
  const file = path.join(dir, '.folder');
  const draft = `${file}-${randomBytes(9).toString('base64url')}`;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(draft, randomBytes(18).toString('base64url'), { mode: 0o600, flush: true });
    // Refused where the name is taken, so the mark appears whole and once.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}
