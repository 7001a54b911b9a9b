import { mostChanges, mostInBulk } from '../../../server/domain/limits.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { topmost, withOpenBelow } from '../effects/task-tree.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { linger } from './linger.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Action = 'complete' | 'cancel' | 'delete';

/** Marks tasks done, with what is open below them; one undo takes all back. */
export function completeTasks(tasks: readonly TaskOutput[]): void {
  const { count, undo } = closeTasks(tasks, 'complete');
  notify({ kind: 'done', what: 'tasksCompleted', values: { count }, undo });
}

/** Deletes tasks with all below them; one undo takes all back. */
export function deleteTasks(tasks: readonly TaskOutput[]): void {
  const undo = send(topmost(store, tasks), 'delete');
  notify({ kind: 'done', what: 'tasksDeleted', values: { count: tasks.length }, undo });
}

/**
 * Closes tasks with what is open below them. They stay in their lists for a moment.
 * Where that is more than one call may change, those below are named too and go first: each call then takes little along.
 */
export function closeTasks(
  tasks: readonly TaskOutput[],
  action: Exclude<Action, 'delete'>,
): { count: number; undo: () => void } {
  const all = withOpenBelow(store, tasks);
  return store.batch(() => {
    for (const { id } of all) linger(id);
    return { count: all.length, undo: send(all.length > mostChanges ? all : tasks, action) };
  });
}

/** @returns what takes all of it back */
function send(tasks: readonly TaskOutput[], action: Action): () => void {
  const mine = gesture(() => {
    for (const [workspaceId, own] of Map.groupBy(tasks, (task) => task.workspaceId)) {
      for (let at = 0; at < own.length; at += mostInBulk) {
        const taskIds = own.slice(at, at + mostInBulk).map(({ id }) => id);
        const [taskId = ''] = taskIds;
        if (taskIds.length === 1) run(`task.${action}`, { workspaceId, taskId });
        else run('task.bulk', { workspaceId, taskIds, action });
      }
    }
  });
  return () => undoGesture(mine);
}
