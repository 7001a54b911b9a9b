import { and, eq } from 'drizzle-orm';
import { comments } from '../../db/schema/trail.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { forbidden } from '../platform/errors.ts';
import { listMentioned } from './list-mentioned.ts';
import { mayDeleteComment, mayEditComment } from './policy.ts';
import { commentSearchVector } from './rows.ts';
import type { CommentRow } from './rows.ts';

export type CommentPatch = Partial<Pick<CommentRow, 'body' | 'deletedAt'>>;

export type CommentEdit = { row: CommentRow; type: ChangeType; patch: CommentPatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the comment as it is now
 * @throws FORBIDDEN for another's comment, as `policy.ts` says
 */
export async function applyComment(
  w: WriteCtx,
  record: Record,
  edit: CommentEdit,
): Promise<CommentRow> {
  const { row, type, patch } = edit;
  const allowed = patch.body === undefined ? mayDeleteComment : mayEditComment;
  if (!allowed(w.member, row)) throw forbidden('This comment is another’s.');
  const changed = difference(row, patch);
  if (!changed) return row;
  const version = row.version + 1;
  const search =
    patch.body === undefined ? {} : { search: commentSearchVector(row.workspaceId, patch.body) };
  await w.db
    .update(comments)
    .set({ ...patch, ...search, version, updatedAt: w.now })
    .where(and(eq(comments.workspaceId, row.workspaceId), eq(comments.id, row.id)));
  const mentions =
    patch.body === undefined
      ? []
      : await listMentioned(w, row.projectId, { body: patch.body, older: row.body });
  const after = { ...changed.after, ...(mentions.length > 0 && { mentions }) };
  const at = { entityId: row.id, taskId: row.taskId, projectId: row.projectId };
  record({ type, ...at, before: changed.before, after });
  return { ...row, ...patch, version, updatedAt: w.now };
}
