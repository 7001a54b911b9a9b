import { and, eq, inArray, sql } from 'drizzle-orm';
import { attachments, fileDeletions } from '../../db/schema/attachments.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { AttachmentId } from '../domain/ids.ts';

/**
 * Purges attachments, in the transaction that purges what they hang on. Their bytes go after the commit, at least
 * once each: the sweep removes what `file_deletions` names.
 */
export async function dropFiles(w: WriteCtx, attachmentIds: AttachmentId[]): Promise<void> {
  const { workspaceId } = w.member;
  if (attachmentIds.length === 0) return;
  const gone = await w.db
    .delete(attachments)
    .where(and(eq(attachments.workspaceId, workspaceId), inArray(attachments.id, attachmentIds)))
    .returning({ fileId: attachments.fileId });
  if (gone.length === 0) return;
  const due = gone.map(({ fileId }) => ({ workspaceId, fileId, dueAt: sql`now()` }));
  await w.db.insert(fileDeletions).values(due);
}
