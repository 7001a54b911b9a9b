import type { WriteCtx } from '../changes/write.ts';
import { nextAfterSkip } from '../domain/recurrence/task-series.ts';
import { advanceTo } from './advance-to.ts';
import type { TaskEdit, TaskPatch } from './apply-tasks.ts';
import { editTask } from './edit-task.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { recurrenceOf } from './rows.ts';
import type { Each, ScopedTask } from './scope.ts';

/**
 * The edits that open tasks again where they stand. One that repeats, and whose day was told late while it was closed,
 * goes to the first day after it that is not completed.
 */
export async function listReopenings<const Rows extends readonly ScopedTask[]>(
  w: WriteCtx,
  rows: Rows,
): Promise<Each<Rows, TaskEdit>> {
  const repeating = rows.filter(({ occurrenceOn }) => occurrenceOn !== null);
  const [first = ''] = repeating.flatMap(({ occurrenceOn }) => occurrenceOn ?? []).toSorted();
  const ids = repeating.map(({ id }) => id);
  const taken = await listCompletedDays(w, ids, first);
  const edits = rows.map((row): TaskEdit => {
    const edit = editTask(row, 'reopen', w.now);
    return { ...edit, patch: { ...edit.patch, ...leaveCompleted(row, taken.get(row.id)) } };
  });
  return edits as Each<Rows, TaskEdit>;
}

function leaveCompleted(row: ScopedTask, taken: string[] = []): TaskPatch {
  const recurrence = recurrenceOf(row);
  if (recurrence === null || !taken.includes(recurrence.occurrenceOn)) return {};
  const next = nextAfterSkip({ ...row, recurrence }, taken);
  return next ? advanceTo(row, next) : {};
}
