import type { CommentId, TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { Writes } from '../contract.ts';
import { edit, insert, remove, sent, wantedRow } from './effect.ts';
import type { Effect, Landing } from './effect.ts';

type CommentWrite = Extract<keyof Writes, `comment.${string}`>;

const count = (taskId: string, by: number) =>
  edit('tasks', taskId, (task) => ({ commentCount: Math.max(0, task.commentCount + by) }));

/**
 * A comment changes the task's count and not its version, so the row that is known is counted on. One that was read
 * since the comment was sent may have it in already, or not: it is read once more.
 */
async function recount(landing: Landing, taskId: string, by: number): Promise<void> {
  const { store, refresh } = landing;
  const task = store.tables.tasks.base(taskId);
  if (!task) return;
  const commentCount = Math.max(0, task.commentCount + by);
  store.put('tasks', [{ ...task, commentCount }]);
  if (store.tables.tasks.base(taskId)?.commentCount !== commentCount)
    await refresh([wantedRow('tasks', task)]);
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
    land: ({ store, ...landing }, comment) =>
      store.batch(() => {
        const isKnown = store.tables.comments.base(comment.id) !== undefined;
        store.put('comments', [comment]);
        return isKnown ? undefined : recount({ store, ...landing }, comment.taskId, 1);
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
    land: ({ store, ...landing }, { id, version }) =>
      store.batch(() => {
        const comment = store.tables.comments.base(id);
        store.tables.comments.bury(id, version);
        return comment && recount({ store, ...landing }, comment.taskId, -1);
      }),
  },
};
