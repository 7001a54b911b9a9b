import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { editTask } from './edit-task.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/** Brings a deleted task back, with all that hangs below it. */
export async function restoreTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.restore', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, { ...input, deleted: true });
    return applyTask(w, record, editTask(row, 'restore', w.now));
  });
}
