import type { CommentOutput } from '../../../server/comment/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** Adds a comment (markdown) to a task. @returns its id */
export function addComment(
  { workspaceId, id: taskId }: Pick<TaskOutput, 'id' | 'workspaceId'>,
  body: string,
): string {
  const id = newId();
  run('comment.add', { workspaceId, taskId, id, body });
  return id;
}

/** Changes the text of an own comment. */
export function updateComment({ workspaceId, id: commentId }: CommentOutput, body: string): void {
  run('comment.update', { workspaceId, commentId, set: { body } });
}

/** Deletes a comment, and offers to take that back. */
export function deleteComment({ workspaceId, id: commentId }: CommentOutput): void {
  const mine = gesture(() => void run('comment.delete', { workspaceId, commentId }));
  notify({ kind: 'done', what: 'commentDeleted', undo: () => undoGesture(mine) });
}
