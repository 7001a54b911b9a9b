import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyComment } from './apply-comment.ts';
import { commentOutputOf } from './rows.ts';
import type { CommentOutput, CommentUpdateInput } from './schema.ts';
import { getCommentForUpdate } from './scope.ts';

/**
 * Changes the words of one's own comment, or of an imported one.
 * @throws FORBIDDEN for another's
 */
export async function updateComment(ctx: Ctx, input: CommentUpdateInput): Promise<CommentOutput> {
  return write(ctx, { action: 'comment.update', input, guard: membership }, async (w, record) => {
    const row = await getCommentForUpdate(w, input.commentId, input);
    const edit = {
      row,
      type: 'comment.updated',
      patch: { body: input.set.body ?? row.body },
    } as const;
    return commentOutputOf(await applyComment(w, record, edit));
  });
}
