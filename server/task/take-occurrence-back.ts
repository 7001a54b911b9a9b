import type { Change } from '../change/rows.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { standAt } from '../domain/recurrence/task-series.ts';
import { applyTask } from './apply-task.ts';
import type { TaskPatch } from './apply-tasks.ts';
import { closeResetSubtasks } from './close-reset-subtasks.ts';
import { deriveTaskDue } from './derive-task-due.ts';
import { dropCompletion } from './drop-completion.ts';
import { isCompleted } from './is-completed.ts';
import { lateDayOf } from './late-day-of.ts';
import { recurrenceOf } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import type { ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';

/** A task, and the change that completed its last occurrence. */
type Taking = { row: ScopedTask; change: Change };

/** Puts a task back to the occurrence that was completed last: its days, what was counted, the subtasks that were reset. */
export async function takeOccurrenceBack(
  w: WriteCtx,
  record: Record,
  { row, change }: Taking,
): Promise<TaskOutput> {
  const { resetSubtaskIds: _, dueAt: __, occurrenceOn: day, ...before } = change.before;
  const occurrenceOn = (day as string | undefined) ?? row.occurrenceOn ?? '';
  const patch: TaskPatch = {
    ...before,
    // What was told late does not go back to being cancelled.
    ...('status' in before && { status: 'open', completedAt: null }),
    ...(lateDayOf(change, row) ? await leaveCompleted(w, row, occurrenceOn) : { occurrenceOn }),
    occurrencesDone: row.occurrencesDone - 1,
  };
  const taskIds = await dropCompletion(w, { taskId: row.id, occurrenceOn });
  await closeResetSubtasks(w, record, { change, taskIds });
  const options = { seriesZone: row.timeZone, path: [] };
  const due = deriveTaskDue(row, { dueOn: patch.dueOn ?? row.dueOn }, options);
  return applyTask(w, record, {
    row,
    type: 'task.reopened',
    patch: { ...patch, ...due },
    told: tellOccurrence({ occurrenceOn }),
    resetSubtaskIds: { before: taskIds, after: [] },
  });
}

/** What was told late leaves the task where it stands, or where that day is completed too, at the one that goes back. */
async function leaveCompleted(
  w: WriteCtx,
  row: ScopedTask,
  occurrenceOn: string,
): Promise<TaskPatch> {
  const recurrence = recurrenceOf(row);
  if (recurrence === null) return {};
  const present = { taskId: row.id, occurrenceOn: recurrence.occurrenceOn };
  return (await isCompleted(w, present)) ? standAt({ ...row, recurrence }, occurrenceOn) : {};
}
