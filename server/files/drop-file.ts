import { and, eq } from 'drizzle-orm';
import { fileDeletions } from '../../db/schema/attachments.ts';
import type { Runtime } from '../platform/runtime.ts';
import { chooseFileStore } from './choose-file-store.ts';
import type { FileKey } from './schema.ts';

/** Removes the bytes of a file that no row needs, then the note that they go: a crash in between repeats it. */
export async function dropFile(runtime: Runtime, key: FileKey): Promise<void> {
  await chooseFileStore(runtime).drop(key);
  await runtime.db
    .delete(fileDeletions)
    .where(
      and(eq(fileDeletions.workspaceId, key.workspaceId), eq(fileDeletions.fileId, key.fileId)),
    );
}
