import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { editTask } from './edit-task.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/** Deletes a task, for 30 days restorably. What hangs below it is hidden with it and comes back with it. */
export async function deleteTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.delete', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    return applyTask(w, record, editTask(row, 'delete', w.now));
  });
}
