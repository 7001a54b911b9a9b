import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { dayOfDoing } from '../domain/due.ts';
import type { TaskId } from '../domain/ids.ts';
import { advanceTask } from '../domain/recurrence/task-series.ts';
import type { Recurrence } from '../domain/recurrence/task-series.ts';
import { bug } from '../platform/bugs.ts';
import { advanceTo } from './advance-to.ts';
import { applyTasks } from './apply-tasks.ts';
import type { TaskEdit, TaskPatch } from './apply-tasks.ts';
import { closeSubtasks } from './close-subtasks.ts';
import { editTask } from './edit-task.ts';
import { keepCompletions } from './keep-completions.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { resetSubtasks } from './reset-subtasks.ts';
import { recurrenceOf } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import type { Each, ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';

/** An open task that repeats, and what completing its present occurrence makes of it; null where that was the last. */
type Turn = { row: ScopedTask; recurrence: Recurrence; next: TaskPatch | null };

type Options = {
  /** Leaves what is below as it is and ends what repeats: for an import, whose source says that of each task. */
  alone?: boolean;
};

/**
 * Marks tasks done, and what is open below them. One that repeats completes its present occurrence and stays open,
 * due on the next, until its series ends.
 */
export async function completeTasks<const Rows extends readonly ScopedTask[]>(
  w: WriteCtx,
  record: Record,
  { rows, alone = false }: { rows: Rows } & Options,
): Promise<Each<Rows, TaskOutput>> {
  const turns = alone ? [] : await listTurns(w, rows);
  const resetting = turns.flatMap(({ row, next }) => (next && row.resetSubtasks ? [row.id] : []));
  const except = rows.map(({ id }) => id);
  const reset = await resetSubtasks(w, record, { parents: resetting, except });
  const byId = new Map(turns.map((turn) => [turn.row.id, turn]));
  const edits = rows.map((row) => editOf(w, row, { turn: byId.get(row.id), reset }));
  const tasks = await applyTasks(w, record, edits);
  const done = turns.map(({ row: { id }, recurrence: { occurrenceOn } }) => {
    return { taskId: id, occurrenceOn, resetSubtaskIds: reset.get(id) ?? [] };
  });
  await keepCompletions(w, done);
  const closing = rows.filter(({ id }) => !resetting.includes(id));
  if (!alone) await closeSubtasks(w, record, { rows: closing, action: 'complete' });
  return tasks as Each<Rows, TaskOutput>;
}

async function listTurns(w: WriteCtx, rows: readonly ScopedTask[]): Promise<Turn[]> {
  const repeating = rows.flatMap((row) => {
    const recurrence = recurrenceOf(row);
    return recurrence && row.status === 'open' ? [{ row, recurrence }] : [];
  });
  const [first = ''] = repeating.map(({ recurrence }) => recurrence.occurrenceOn).toSorted();
  const ids = repeating.map(({ row }) => row.id);
  const taken = await listCompletedDays(w, ids, first);
  return repeating.map(({ row, recurrence }) => {
    const next = nextOf(w, { row, recurrence }, taken.get(row.id));
    return { row, recurrence, next };
  });
}

function nextOf(
  w: WriteCtx,
  { row, recurrence }: Omit<Turn, 'next'>,
  taken: string[] = [],
): TaskPatch | null {
  const { timeZone, dueOn } = row;
  const from =
    bug('advanced-from-due') && dueOn ? { ...recurrence, occurrenceOn: dueOn } : recurrence;
  const completedOn = dayOfDoing(w.now, timeZone ?? w.member.timeZone, w.member);
  const advance = advanceTask({ ...row, recurrence: from }, { completedOn, taken });
  return advance && advanceTo(row, advance);
}

type Known = { turn: Turn | undefined; reset: Map<TaskId, TaskId[]> };

function editOf(w: WriteCtx, row: ScopedTask, { turn, reset }: Known): TaskEdit {
  const whole = editTask(row, 'complete', w.now);
  if (!turn) return whole;
  const occurrencesDone = row.occurrencesDone + 1;
  const patch = { ...(turn.next ?? whole.patch), occurrencesDone };
  const resetSubtaskIds = { before: [], after: reset.get(row.id) ?? [] };
  return { ...whole, patch, told: tellOccurrence(row), resetSubtaskIds };
}
