import type { TaskOutput } from '../../../server/task/schema.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** Deletes a task with all below it, and offers to take that back. */
export function deleteTask(task: TaskOutput): void {
  const mine = gesture(
    () => void run('task.delete', { workspaceId: task.workspaceId, taskId: task.id }),
  );
  notify({
    kind: 'done',
    what: 'taskDeleted',
    values: { title: task.title },
    undo: () => undoGesture(mine),
  });
}
