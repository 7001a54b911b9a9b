import type { CommentId, TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { Writes } from '../contract.ts';
import type { Store } from '../store/store.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect } from './effect.ts';

type CommentWrite = Extract<keyof Writes, `comment.${string}`>;

const count = (taskId: string, by: number) =>
  edit('tasks', taskId, (task) => ({ commentCount: Math.max(0, task.commentCount + by) }));

/** A comment changes the task's count and not its version, so the row that is known is counted on. */
function recount(store: Store, taskId: string, by: number): void {
  const task = store.tables.tasks.base(taskId);
  if (task) store.put('tasks', [{ ...task, commentCount: Math.max(0, task.commentCount + by) }]);
}

/** What each write on comments does to the page's rows. */
export const commentEffects: { [P in CommentWrite]: Effect<P> } = {
  'comment.add': {
    plan: ({ store, now }, input) => {
      if (!input.id) return [];
      const [me] = store.tables.users.rows.values();
      return [
        insert('comments', {
          id: input.id as CommentId,
          workspaceId: input.workspaceId as WorkspaceId,
          taskId: input.taskId as TaskId,
          body: input.body,
          createdBy: me?.id ?? null,
          importedAuthor: null,
          version: 0,
          createdAt: now,
          updatedAt: now,
        }),
        count(input.taskId, 1),
      ];
    },
    land: ({ store }, comment) =>
      store.batch(() => {
        if (!store.tables.comments.base(comment.id)) recount(store, comment.taskId, 1);
        store.put('comments', [comment]);
      }),
  },
  'comment.update': {
    plan: (_, { commentId, set }) => [edit('comments', commentId, () => sent(set))],
    land: ({ store }, comment) => store.put('comments', [comment]),
  },
  'comment.delete': {
    plan: ({ store }, { commentId }) => {
      const comment = store.get('comments', commentId);
      return comment ? [remove('comments', commentId), count(comment.taskId, -1)] : [];
    },
    land: ({ store }, { id, version }) =>
      store.batch(() => {
        const comment = store.tables.comments.base(id);
        if (comment) recount(store, comment.taskId, -1);
        store.tables.comments.bury(id, version);
      }),
  },
};
