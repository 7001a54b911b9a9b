import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { getLastCompletion } from './get-last-completion.ts';
import { listReopenings } from './list-reopenings.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';
import { takeOccurrenceBack } from './take-occurrence-back.ts';

/**
 * Opens a done or cancelled task again. Of one that repeats it takes the last occurrence back that was completed,
 * if nothing has moved the series since. Any other open task answers as it is.
 */
export async function reopenTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.reopen', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const change = await getLastCompletion(w, row);
    if (change) return takeOccurrenceBack(w, record, { row, change });
    const [edit] = await listReopenings(w, [row]);
    return applyTask(w, record, edit);
  });
}
