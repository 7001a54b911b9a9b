import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { completeLate } from './complete-late.ts';
import { completeTasks } from './complete-tasks.ts';
import { isCompleted } from './is-completed.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskCompleteInput, TaskCompleteOutput } from './schema.ts';
import { getTaskForUpdate, requireVersion } from './scope.ts';
import type { ScopedTask } from './scope.ts';

/**
 * Marks a task done, and what is open below it; of one that repeats the occurrence that is named. What is done already
 * answers as it is, an occurrence whatever version is expected; one that was left behind by then counts, and the task stays.
 * @param options `alone` leaves what is below as it is, for an import, whose source says that of each task
 * @throws BAD_REQUEST where the occurrence is not named, CONFLICT where it is not the present one, nor completed or left behind
 */
export async function completeTask(
  ctx: Ctx,
  input: TaskCompleteInput,
  { alone = false }: { alone?: boolean } = {},
): Promise<TaskCompleteOutput> {
  return write(ctx, { action: 'task.complete', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId);
    const { right: _, ...current } = row;
    if (await wasCompleted(w, input)) return { ...taskOutputOf(current), alreadyCompleted: true };
    requireVersion(row, input.expectedVersion);
    const late = alone ? null : await completeLate(w, record, { row, ...input });
    if (late) return late;
    if (!alone) requirePresent(row, input.occurrenceOn);
    const [task] = await completeTasks(w, record, { rows: [row], alone });
    return task;
  });
}

async function wasCompleted(
  w: WriteCtx,
  { taskId, occurrenceOn }: TaskCompleteInput,
): Promise<boolean> {
  if (occurrenceOn === undefined || bug('completed-twice')) return false;
  return isCompleted(w, { taskId, occurrenceOn });
}

/** A task that does not repeat by now is completed as any other: that is what was meant. */
function requirePresent({ right: _, ...row }: ScopedTask, occurrenceOn: string | undefined): void {
  if (row.occurrenceOn === null || bug('completed-twice')) return;
  if (occurrenceOn === undefined) {
    const message = `this task repeats: name its present occurrence, ${row.occurrenceOn}`;
    throw badField(['occurrenceOn'], message);
  }
  if (occurrenceOn === row.occurrenceOn) return;
  const message = `The task is at ${row.occurrenceOn} now, and ${occurrenceOn} was not completed.`;
  throw new CairnError('CONFLICT', message, { current: taskOutputOf(row) });
}
