import { lte, sql } from 'drizzle-orm';
import { fileDeletions } from '../../db/schema/attachments.ts';
import { transaction } from '../../db/transaction.ts';
import type { Runtime } from '../platform/runtime.ts';
import { chooseFileStore } from './choose-file-store.ts';

/** So many files go in one transaction, which holds their notes while the store removes the bytes. */
const most = 20;

/**
 * Removes the bytes whose time has come, at least once each. A note that `keepFile` holds is left to it; one that is
 * held here makes it wait, and find nothing.
 * @returns how many files went
 */
export async function sweepFiles(runtime: Runtime): Promise<number> {
  const store = chooseFileStore(runtime);
  for (let gone = 0; ;) {
    const count = await transaction(runtime.pool, async (db) => {
      const due = await db
        .select({ workspaceId: fileDeletions.workspaceId, fileId: fileDeletions.fileId })
        .from(fileDeletions)
        .where(lte(fileDeletions.dueAt, sql`now()`))
        .orderBy(fileDeletions.dueAt)
        .limit(most)
        .for('update', { skipLocked: true });
      for (const key of due) await store.drop(key);
      const ids = sql.param(due.map(({ fileId }) => fileId));
      await db.delete(fileDeletions).where(sql`${fileDeletions.fileId} = ANY(${ids}::uuid[])`);
      return due.length;
    });
    gone += count;
    if (count < most) return gone;
  }
}
