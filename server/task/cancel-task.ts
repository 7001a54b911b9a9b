import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { closeSubtasks } from './close-subtasks.ts';
import { editTask } from './edit-task.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/**
 * Marks a task as not to be done, and what is open below it. A cancelled task answers as it is.
 * @param options `alone` leaves what is below as it is, for an import, whose source says that of each task
 */
export async function cancelTask(
  ctx: Ctx,
  input: TaskEditInput,
  { alone = false }: { alone?: boolean } = {},
): Promise<TaskOutput> {
  return write(ctx, { action: 'task.cancel', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const task = await applyTask(w, record, editTask(row, 'cancel', w.now));
    if (!alone) await closeSubtasks(w, record, { rows: [row], action: 'cancel' });
    return task;
  });
}
