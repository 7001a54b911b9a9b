import type { Change } from '../change/rows.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { applyTask } from './apply-task.ts';
import type { TaskPatch } from './apply-tasks.ts';
import { closeResetSubtasks } from './close-reset-subtasks.ts';
import { deriveTaskDue } from './derive-task-due.ts';
import { dropCompletion } from './drop-completion.ts';
import { lateDayOf } from './late-day-of.ts';
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
    // What was told late goes back from where the task stands, and not to being cancelled.
    ...('status' in before && { status: 'open', completedAt: null }),
    ...(lateDayOf(change, row) === undefined && { occurrenceOn }),
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
