import type { ChangeType } from '../domain/catalogue.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Advance } from '../domain/recurrence/task-series.ts';
import { advanceTo } from './advance-to.ts';
import { applyTasks } from './apply-tasks.ts';
import type { TaskEdit, TaskPatch } from './apply-tasks.ts';
import { closeSubtasks } from './close-subtasks.ts';
import { editTask } from './edit-task.ts';
import { resetSubtasks } from './reset-subtasks.ts';
import type { TaskOutput } from './schema.ts';
import type { Each, ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';

/** An open task that leaves its present occurrence undone, and where it goes; null where none is left. */
export type Move = {
  row: ScopedTask;
  type: ChangeType;
  next: Advance | null;
  /** What else is set. */
  patch?: TaskPatch;
  /** What the log is to say beside it. */
  told?: object;
};

/**
 * Takes tasks to another occurrence without completing one; what is closed below is opened for it where they say so.
 * Where none is left the series has ended, and the task is cancelled with what is open below it.
 */
export async function moveOn<const Moves extends readonly Move[]>(
  w: WriteCtx,
  record: Record,
  moves: Moves,
): Promise<Each<Moves, TaskOutput>> {
  const goingOn = moves.filter(({ row, next }) => next !== null && row.resetSubtasks);
  await resetSubtasks(w, record, { parents: goingOn.map(({ row }) => row.id), except: [] });
  const tasks = await applyTasks(
    w,
    record,
    moves.map((move) => editOf(w, move)),
  );
  const ended = moves.filter(({ next }) => next === null).map(({ row }) => row);
  await closeSubtasks(w, record, { rows: ended, action: 'cancel' });
  return tasks as Each<Moves, TaskOutput>;
}

function editOf(w: WriteCtx, { row, type, next, patch, told }: Move): TaskEdit {
  const where = next ? advanceTo(row, next) : editTask(row, 'cancel', w.now).patch;
  const { before, after } = tellOccurrence(row);
  return {
    row,
    type,
    patch: { ...where, ...patch },
    told: { before, after: { ...after, ...told } },
  };
}
