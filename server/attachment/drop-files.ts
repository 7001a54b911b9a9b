import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { attachments, fileDeletions } from '../../db/schema/attachments.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { AttachmentId, CommentId, TaskId } from '../domain/ids.ts';

/** The files of tasks or of comments, those named, or so many that were deleted longer ago than they are kept. */
export type FilesToDrop =
  | { taskIds: readonly TaskId[] }
  | { commentIds: readonly CommentId[] }
  | { attachmentIds: readonly AttachmentId[] }
  | { keptDays: number; most: number };

/**
 * Purges attachments, in the transaction that purges what they hang on. Their bytes go after the commit, at least
 * once each: the sweep removes what `file_deletions` names.
 * @returns whose history is to be blanked
 */
export async function dropFiles(w: WriteCtx, which: FilesToDrop): Promise<AttachmentId[]> {
  const { workspaceId } = w.member;
  const gone = await w.db
    .delete(attachments)
    .where(and(eq(attachments.workspaceId, workspaceId), those(w, which)))
    .returning({ id: attachments.id, fileId: attachments.fileId });
  if (gone.length === 0) return [];
  const due = gone.map(({ fileId }) => ({ workspaceId, fileId, dueAt: sql`now()` }));
  await w.db.insert(fileDeletions).values(due);
  return gone.map(({ id }) => id);
}

function those(w: WriteCtx, which: FilesToDrop): SQL {
  if ('taskIds' in which) return inArray(attachments.taskId, [...which.taskIds]);
  if ('commentIds' in which) return inArray(attachments.commentId, [...which.commentIds]);
  if ('attachmentIds' in which) return inArray(attachments.id, [...which.attachmentIds]);
  return sql`${attachments.id} IN (SELECT a.id FROM attachments a
    WHERE a.workspace_id = ${w.member.workspaceId}
      AND a.deleted_at < now() - ${which.keptDays} * interval '1 day' LIMIT ${which.most})`;
}
