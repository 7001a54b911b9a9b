import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { advanceTask, isFulfilled } from '../domain/recurrence/task-series.ts';
import type { Recurrence } from '../domain/recurrence/task-series.ts';
import { bug } from '../platform/bugs.ts';
import { applyTask } from './apply-task.ts';
import type { TaskPatch } from './apply-tasks.ts';
import { closeSubtasks } from './close-subtasks.ts';
import { editTask } from './edit-task.ts';
import { keepCompletions } from './keep-completions.ts';
import { recurrenceOf } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import type { ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';
import { wasPassed } from './was-passed.ts';

/** A task that repeats, and a day of it that is over. */
type Late = { row: ScopedTask; occurrenceOn?: string | undefined };

/**
 * Counts an occurrence as completed that the series left behind: a device that could not tell so in time had completed
 * it. The task stays where it is; where the last day was missed, which cancelled it, it is done by that, and so it is
 * where by `completion` COUNT is reached.
 * @returns null where that day was not left behind
 */
export async function completeLate(
  w: WriteCtx,
  record: Record,
  { row, occurrenceOn }: Late,
): Promise<TaskOutput | null> {
  if (occurrenceOn === undefined || bug('late-completion-lost')) return null;
  if (!(await wasPassed(w, { row, occurrenceOn }))) return null;
  await keepCompletions(w, [{ taskId: row.id, occurrenceOn, resetSubtaskIds: [] }]);
  const end = endOf(w, row, occurrenceOn);
  const task = await applyTask(w, record, {
    row,
    type: 'task.completed',
    patch: { ...end, occurrencesDone: row.occurrencesDone + 1 },
    told: tellOccurrence({ occurrenceOn }),
  });
  if (end.status) await closeSubtasks(w, record, { rows: [row], action: 'complete' });
  return task;
}

/** What the day that ends a series makes of the task; nothing where it was another. */
function endOf(w: WriteCtx, row: ScopedTask, occurrenceOn: string): TaskPatch {
  const recurrence = recurrenceOf(row);
  if (recurrence === null) return {};
  const isLast =
    row.status === 'open'
      ? isFulfilled({ ...recurrence, occurrencesDone: row.occurrencesDone + 1 })
      : isLastDay(row, { ...recurrence, occurrenceOn });
  return isLast ? editTask(row, 'complete', w.now).patch : {};
}

/** Whether nothing comes after a day of a closed task, which is not before the one that it stands at. */
function isLastDay(row: ScopedTask, recurrence: Recurrence): boolean {
  const { occurrenceOn } = recurrence;
  if (row.occurrenceOn !== null && occurrenceOn < row.occurrenceOn) return false;
  return advanceTask({ ...row, recurrence }, { completedOn: occurrenceOn }) === null;
}
