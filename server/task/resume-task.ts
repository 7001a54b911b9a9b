import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { dayIn } from '../domain/due.ts';
import { nextAfterPause } from '../domain/recurrence/task-series.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { moveOn } from './move-on.ts';
import { requireRepeating } from './require-repeating.ts';
import type { TaskEditInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/**
 * Ends the pause of a task: it goes on at the first occurrence on or after today in its zone, where what it stands at is
 * past and something is left. One that is not paused answers as it is.
 * @throws BAD_REQUEST where the task does not repeat
 */
export async function resumeTask(ctx: Ctx, input: TaskEditInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.resume', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const recurrence = requireRepeating(row);
    const isPaused = recurrence.pausedAt !== null;
    const taken = (await listCompletedDays(w, [row.id], recurrence.occurrenceOn)).get(row.id) ?? [];
    const today = dayIn(w.now, row.timeZone ?? w.member.timeZone);
    const next =
      isPaused && row.status === 'open'
        ? nextAfterPause({ ...row, recurrence }, { today, taken })
        : null;
    const patch = { pausedAt: null };
    if (!next) return applyTask(w, record, { row, type: 'task.resumed', patch });
    const [task] = await moveOn(w, record, [{ row, type: 'task.resumed', next, patch }]);
    return task;
  });
}
