import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Gives a part that is whole and flushed its final name: what has the name is whole. */
export async function completeUpload(path: string): Promise<void> {
  await rename(`${path}.part`, path);
  // A new name is durable once its folder is.
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
