import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { nextAfterSkip } from '../domain/recurrence/task-series.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { moveOn } from './move-on.ts';
import { requireRepeating } from './require-repeating.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskOutput, TaskSkipInput } from './schema.ts';
import { getTaskForUpdate, requireVersion } from './scope.ts';

/**
 * Leaves the present occurrence of a task out: it goes to the next, and nothing counts as completed. After the last one
 * the task is cancelled. An occurrence that is past by now answers with the task as it is, whatever version is expected.
 * @throws BAD_REQUEST where the task does not repeat, CONFLICT for an occurrence that is still to come
 */
export async function skipTask(ctx: Ctx, input: TaskSkipInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.skip', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId);
    const recurrence = requireRepeating(row);
    const { right: _, ...current } = row;
    const { occurrenceOn } = recurrence;
    const isPast = input.occurrenceOn < occurrenceOn && !bug('skipped-twice');
    if (row.status !== 'open' || isPast) return taskOutputOf(current);
    requireVersion(row, input.expectedVersion);
    if (input.occurrenceOn > occurrenceOn) {
      const message = `The task is at ${occurrenceOn} now, and not yet at ${input.occurrenceOn}.`;
      throw new CairnError('CONFLICT', message, { current: taskOutputOf(current) });
    }
    const taken = (await listCompletedDays(w, [row.id], occurrenceOn)).get(row.id);
    const next = nextAfterSkip({ ...row, recurrence }, taken);
    const [task] = await moveOn(w, record, [{ row, type: 'task.skipped', next }]);
    return task;
  });
}
