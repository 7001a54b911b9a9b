import type { TaskOutput } from '../../../server/task/schema.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { closeTasks } from './bulk-tasks.ts';
import { run } from './run.ts';

/** Marks a task done, with what is open below it. It stays in its list for a moment, unless it is reopened. */
export function completeTask(task: TaskOutput): void {
  const { count, undo } = closeTasks([task], 'complete');
  const what = count > 1 ? 'tasksCompleted' : 'taskCompleted';
  notify({ kind: 'done', what, values: { title: task.title, count }, undo });
}

/** Marks a task as not to be done any more, with what is open below it. */
export function cancelTask(task: TaskOutput): void {
  const { undo } = closeTasks([task], 'cancel');
  notify({ kind: 'done', what: 'taskCancelled', values: { title: task.title }, undo });
}

/** Opens a closed task again. */
export function reopenTask(task: TaskOutput): void {
  run('task.reopen', { workspaceId: task.workspaceId, taskId: task.id });
  store.linger(task.id, false);
}
