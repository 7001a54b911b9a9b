import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyComment } from './apply-comment.ts';
import type { CommentDeleteInput, commentDeleteOutput } from './schema.ts';
import { getCommentForUpdate } from './scope.ts';

/**
 * Deletes one's own comment; an owner or admin also another's.
 * @throws FORBIDDEN for another's
 */
export async function deleteComment(
  ctx: Ctx,
  input: CommentDeleteInput,
): Promise<z.output<typeof commentDeleteOutput>> {
  return write(ctx, { action: 'comment.delete', input, guard: membership }, async (w, record) => {
    const row = await getCommentForUpdate(w, input.commentId, input);
    const edit = { row, type: 'comment.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applyComment(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}
