import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { requireRepeating } from './require-repeating.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/**
 * Has the series of a task stand still: until it is resumed nothing of it is missed. One that is paused or closed
 * answers as it is.
 * @throws BAD_REQUEST where the task does not repeat
 */
export async function pauseTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.pause', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const { pausedAt } = requireRepeating(row);
    const stays = pausedAt !== null || row.status !== 'open';
    return applyTask(w, record, {
      row,
      type: 'task.paused',
      patch: stays ? {} : { pausedAt: w.now },
    });
  });
}
