import { and, eq, lte, sql } from 'drizzle-orm';
import { fileDeletions } from '../../db/schema/attachments.ts';
import type { WriteCtx } from '../changes/write.ts';
import { CairnError } from '../platform/errors.ts';
import type { FileKey } from './schema.ts';

/**
 * Keeps claimed bytes for good, in the transaction that writes their row.
 * @throws SERVICE_UNAVAILABLE where the sweep has taken them already: a row without bytes must not be
 */
export async function keepFile(w: WriteCtx, { workspaceId, fileId }: FileKey): Promise<void> {
  const kept = await w.db
    .delete(fileDeletions)
    .where(
      and(
        eq(fileDeletions.workspaceId, workspaceId),
        eq(fileDeletions.fileId, fileId),
        // A later time is the sweep's, which may be removing the bytes at this moment.
        lte(fileDeletions.dueAt, sql`${fileDeletions.createdAt} + interval '1 hour'`),
      ),
    )
    .returning({ fileId: fileDeletions.fileId });
  if (kept.length === 1) return;
  const message = 'The file took too long to store. Send it again.';
  throw new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 1 });
}
