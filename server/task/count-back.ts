import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import { isCompleted } from './is-completed.ts';
import { lateDayOf } from './late-day-of.ts';
import type { ScopedTask } from './scope.ts';
import { standsWhereLeft } from './stands-where-left.ts';

/**
 * A turn as one of the present count, for days that were told late count in between: one back, or one on. Where its
 * day is not completed any more (or is again) the count is such that it cannot go back.
 */
export async function countBack(w: WriteCtx, row: ScopedTask, change: Change): Promise<Change> {
  const { type, before, after } = change;
  const present = row.occurrencesDone;
  const occurrencesDone =
    present + Number(before['occurrencesDone']) - Number(after['occurrencesDone']);
  const wasDone = type === 'task.completed';
  const day = (wasDone ? before : after)['occurrenceOn'] as string | undefined;
  const occurrenceOn = day ?? row.occurrenceOn ?? '';
  const isDone = occurrenceOn !== '' && (await isCompleted(w, { taskId: row.id, occurrenceOn }));
  // The last turn of a series leaves the task where it stands: one before it cannot go back under it, nor it elsewhere.
  const isThere =
    'status' in after
      ? await standsWhereLeft(w, row, change)
      : row.status === 'open' || lateDayOf(change, row) !== undefined;
  const fits = occurrencesDone >= 0 && isDone === wasDone && isThere;
  return {
    ...change,
    before: { ...before, occurrencesDone },
    after: { ...after, occurrencesDone: fits ? present : null },
  };
}
