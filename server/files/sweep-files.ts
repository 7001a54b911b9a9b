import { lte, sql } from 'drizzle-orm';
import { fileDeletions } from '../../db/schema/attachments.ts';
import type { Runtime } from '../platform/runtime.ts';
import { dropFile } from './drop-file.ts';
import type { FileKey } from './schema.ts';

/** So many notes are taken at a time. */
const most = 20;

/**
 * Removes the bytes whose time has come, at least once each, outside of any transaction: a bucket can be slow. A note
 * is taken by moving its time ahead, from where `keepFile` finds it no more; what a crash or the store left comes again.
 * @returns how many files went
 */
export async function sweepFiles(runtime: Runtime): Promise<number> {
  for (let gone = 0; ;) {
    const due = await takeDue(runtime);
    for (const key of due) await dropFile(runtime, key);
    gone += due.length;
    if (due.length < most) return gone;
  }
}

async function takeDue({ db }: Runtime): Promise<FileKey[]> {
  const next = db
    .select({ workspaceId: fileDeletions.workspaceId, fileId: fileDeletions.fileId })
    .from(fileDeletions)
    .where(lte(fileDeletions.dueAt, sql`now()`))
    .orderBy(fileDeletions.dueAt)
    .limit(most)
    .for('update', { skipLocked: true });
  return db
    .update(fileDeletions)
    .set({
      dueAt: sql`greatest(now(), ${fileDeletions.createdAt} + interval '1 hour') + interval '10 minutes'`,
    })
    .where(sql`(${fileDeletions.workspaceId}, ${fileDeletions.fileId}) IN ${next}`)
    .returning({ workspaceId: fileDeletions.workspaceId, fileId: fileDeletions.fileId });
}
