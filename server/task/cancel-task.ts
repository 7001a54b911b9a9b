import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { editTask } from './edit-task.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/** Marks a task as not to be done. A cancelled task answers as it is. */
export async function cancelTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.cancel', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    return applyTask(w, record, editTask(row, 'cancel', w.now));
  });
}
