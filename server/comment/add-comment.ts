import { comments } from '../../db/schema/trail.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { CommentId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { getTaskForUpdate } from '../task/scope.ts';
import { listMentioned } from './list-mentioned.ts';
import { commentColumns, commentSearchVector } from './rows.ts';
import type { CommentAddInput, CommentOutput } from './schema.ts';

/** Says something about a task. */
export async function addComment(ctx: Ctx, input: CommentAddInput): Promise<CommentOutput> {
  return write(ctx, { action: 'comment.add', input, guard: membership }, async (w, record) => {
    const { workspaceId, body } = input;
    const { id: taskId, projectId } = await getTaskForUpdate(w, input.taskId);
    const id = input.id ?? newId<CommentId>(w.runtime.clock);
    const search = commentSearchVector(workspaceId, body);
    const made = { body, search, createdBy: w.member.userId, createdAt: w.now, updatedAt: w.now };
    const [comment] = await w.db
      .insert(comments)
      .values({ workspaceId, id, taskId, ...made })
      .returning(commentColumns);
    if (!comment) throw new Error('the new comment was not returned');
    const mentions = await listMentioned(w, projectId, { body });
    const after = { body, ...(mentions.length > 0 && { mentions }) };
    record({ type: 'comment.added', entityId: id, taskId, projectId, after });
    return comment;
  });
}
