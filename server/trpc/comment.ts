import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import { listComments } from '../comment/list-comments.ts';
import { updateComment } from '../comment/update-comment.ts';
import * as schema from '../comment/schema.ts';
import { procedure, router } from './ladder.ts';

export const commentRouter = router({
  add: procedure('comment.add')
    .input(schema.commentAddInput)
    .output(schema.commentOutput)
    .mutation(({ ctx, input }) => addComment(ctx, input)),
  list: procedure('comment.list')
    .input(schema.commentListInput)
    .output(schema.commentListOutput)
    .query(({ ctx, input }) => listComments(ctx, input)),
  update: procedure('comment.update')
    .input(schema.commentUpdateInput)
    .output(schema.commentOutput)
    .mutation(({ ctx, input }) => updateComment(ctx, input)),
  delete: procedure('comment.delete')
    .input(schema.commentDeleteInput)
    .output(schema.commentDeleteOutput)
    .mutation(({ ctx, input }) => deleteComment(ctx, input)),
});
