import type { CommentId, TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { Writes } from '../contract.ts';
import { edit, insert, remove, sent, wantedOf } from './effect.ts';
import type { Effect, Landing } from './effect.ts';

type CommentWrite = Extract<keyof Writes, `comment.${string}`>;

const count = (taskId: string, by: number) =>
  edit('tasks', taskId, (task) => ({ commentCount: Math.max(0, task.commentCount + by) }));

/**
 * A comment changes the task's count and not its version, so the row that is known is counted on.
 * @returns false where it was read since the comment was sent: it may have it in already, or not
 */
function recount(store: Landing['store'], taskId: string, by: number): boolean {
  const task = store.tables.tasks.base(taskId);
  if (!task) return true;
  const commentCount = Math.max(0, task.commentCount + by);
  store.put('tasks', [{ ...task, commentCount }]);
  return store.tables.tasks.base(taskId)?.commentCount === commentCount;
}

/** Reads the task again whose count is not sure, also where an earlier try of that did not get through. */
async function readTask({ touched, refresh }: Landing): Promise<void> {
  const tasks = wantedOf(touched.filter(({ table }) => table === 'tasks'));
  if (tasks.length > 0) await refresh(tasks);
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
    land: async (landing, comment) => {
      const { store } = landing;
      const isCounted = store.batch(() => {
        const isKnown = store.tables.comments.base(comment.id) !== undefined;
        store.put('comments', [comment]);
        return !isKnown && recount(store, comment.taskId, 1);
      });
      if (!isCounted) await readTask(landing);
    },
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
    land: async (landing, { id, version }) => {
      const { store } = landing;
      const isCounted = store.batch(() => {
        const comment = store.tables.comments.base(id);
        store.tables.comments.bury(id, version);
        return comment !== undefined && recount(store, comment.taskId, -1);
      });
      if (!isCounted) await readTask(landing);
    },
  },
};
