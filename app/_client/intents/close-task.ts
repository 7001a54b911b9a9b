import type { TaskOutput } from '../../../server/task/schema.ts';
import { below } from '../effects/task-tree.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { linger } from './linger.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

const mostInOne = 200;

type Closing = 'complete' | 'cancel';

/** Marks a task done, with the open tasks below it. It stays in its list for a moment, unless it is reopened. */
export function completeTask(task: TaskOutput): void {
  close(task, 'complete');
}

/** Marks a task as not to be done any more, with the open tasks below it. */
export function cancelTask(task: TaskOutput): void {
  close(task, 'cancel');
}

/** Opens a closed task again. */
export function reopenTask(task: TaskOutput): void {
  run('task.reopen', { workspaceId: task.workspaceId, taskId: task.id });
  store.linger(task.id, false);
}

function close(task: TaskOutput, action: Closing): void {
  const { workspaceId } = task;
  const all = [task, ...below(store, task).filter(({ status }) => status === 'open')];
  const mine = gesture(() =>
    store.batch(() => {
      for (const { id } of all) linger(id);
      if (all.length === 1) run(`task.${action}`, { workspaceId, taskId: task.id });
      for (let at = 0; all.length > 1 && at < all.length; at += mostInOne) {
        run('task.bulk', {
          workspaceId,
          taskIds: all.slice(at, at + mostInOne).map(({ id }) => id),
          action,
        });
      }
    }),
  );
  const what =
    action === 'cancel' ? 'taskCancelled' : all.length > 1 ? 'tasksCompleted' : 'taskCompleted';
  notify({
    kind: 'done',
    what,
    values: { title: task.title, count: all.length },
    undo: () => undoGesture(mine),
  });
}
