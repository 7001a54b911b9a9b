import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { CommentId } from '../domain/ids.ts';
import { applyComment } from './apply-comment.ts';
import { getCommentForUpdate } from './scope.ts';
import type { CommentRow } from './rows.ts';

const reverter: Reverter<CommentRow> = {
  delete: { action: 'comment.delete', type: 'comment.deleted' },
  restore: { action: 'comment.add', type: 'comment.restored' },
  fields: { 'comment.updated': 'comment.update' },
  find: (w, id, options) => getCommentForUpdate(w, id as CommentId, options),
  apply: applyComment,
};

/** Takes a change of a comment back. */
export function revertComment(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}
