import type { Change, Fields } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import type { TaskEdit } from './apply-tasks.ts';
import { dropCompletion } from './drop-completion.ts';
import { keepCompletions } from './keep-completions.ts';
import { lateDayOf } from './late-day-of.ts';
import type { ScopedTask } from './scope.ts';

/** A change that completed an occurrence or took that back, and what of it goes back. */
type Turn = { change: Change; back: Fields };

/** Has `completions` follow a change that goes back. @returns what the log is to say of subtasks that were reset */
export async function revertCompletion(
  w: WriteCtx,
  row: ScopedTask,
  { change, back }: Turn,
): Promise<TaskEdit['resetSubtaskIds']> {
  if (!('occurrencesDone' in back)) return undefined;
  const late = lateDayOf(change, row);
  const occurrenceOn =
    late ?? (back['occurrenceOn'] as string | undefined) ?? row.occurrenceOn ?? '';
  if (change.type === 'task.completed')
    return { before: await dropCompletion(w, { taskId: row.id, occurrenceOn }), after: [] };
  const resetSubtaskIds = (change.before['resetSubtaskIds'] ?? []) as TaskId[];
  const completed = late ?? row.occurrenceOn ?? '';
  await keepCompletions(w, [{ taskId: row.id, occurrenceOn: completed, resetSubtaskIds }]);
  return { before: [], after: resetSubtaskIds };
}
