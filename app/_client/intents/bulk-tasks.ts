import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import { notify } from '../notices.ts';
import type { DoneWhat } from '../notices.ts';
import { linger } from './linger.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Bulk = InputOf<'task.bulk'>;
const mostInOne = 200;
const told: Partial<Record<Bulk['action'], DoneWhat>> = {
  complete: 'tasksCompleted',
  delete: 'tasksDeleted',
};

/** Does one thing to many tasks of one workspace; one undo takes all back. */
export function bulkTasks(
  tasks: readonly TaskOutput[],
  what: Omit<Bulk, 'workspaceId' | 'taskIds' | 'opId'>,
): void {
  const mine = gesture(() => {
    if (what.action === 'complete') for (const { id } of tasks) linger(id);
    for (const [workspaceId, own] of Map.groupBy(tasks, (task) => task.workspaceId)) {
      for (let at = 0; at < own.length; at += mostInOne) {
        const taskIds = own.slice(at, at + mostInOne).map(({ id }) => id);
        run('task.bulk', { workspaceId, taskIds, ...what });
      }
    }
  });
  const notice = told[what.action];
  if (notice)
    notify({
      kind: 'done',
      what: notice,
      values: { count: tasks.length },
      undo: () => undoGesture(mine),
    });
}
