import { compareFields } from '../change/compare-fields.ts';
import type { Reverted } from '../change/revert-row.ts';
import { fieldGroups } from '../change/rows.ts';
import type { Change, Fields } from '../change/rows.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { applyDue, applySeriesDue, noDue } from '../domain/due.ts';
import type { Due, DueProblem } from '../domain/due.ts';
import type { TaskStatus } from '../domain/enums.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { applyTask } from './apply-task.ts';
import type { TaskPatch } from './apply-tasks.ts';
import { countBack } from './count-back.ts';
import { isCompleted } from './is-completed.ts';
import { lateDayOf } from './late-day-of.ts';
import { revertCompletion } from './revert-completion.ts';
import { revertTaskSets } from './revert-task-sets.ts';
import { getTaskForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';

const statusFields: readonly string[] = fieldGroups.status;
const dueFields: readonly string[] = fieldGroups.due;
const seriesFields: readonly string[] = fieldGroups.series;
/** What goes back by difference, what is derived, and what is kept elsewhere. */
const otherFields = ['labelIds', 'assigneeIds', 'dueAt', 'resetSubtaskIds'];

/** What sets a status back: as if the person had pressed that button. */
const byStatus: { [Status in TaskStatus]: { action: Action; type: ChangeType } } = {
  open: { action: 'task.reopen', type: 'task.reopened' },
  done: { action: 'task.complete', type: 'task.completed' },
  cancelled: { action: 'task.cancel', type: 'task.cancelled' },
};

/**
 * Sets the fields of a task back: sets by difference, status with its time, a series whole, and a due only to one
 * that can be.
 */
export async function revertTaskFields(w: WriteCtx, change: Change): Promise<Reverted> {
  const { action, type } = inverseOf(change);
  return write(w, { action, input: w.member, guard: w.guard }, async (inner, record) => {
    const row = await getTaskForUpdate(inner, change.entityId as TaskId);
    const turns = isTurn(change);
    const counted = turns ? await countBack(inner, row, change) : change;
    const compared = compareFields(plain(counted, row), row);
    const isWhole = turns || isMove(change);
    const whole = isWhole ? allOrNothing(compared) : wholeFields(compared, row);
    const { back, stale } = turns ? whole : await unlessCompleted(inner, row, whole);
    const { sets, reverted } = await revertTaskSets(inner, row, change);
    const resetSubtaskIds = turns
      ? await revertCompletion(inner, row, { change, back })
      : undefined;
    const patch = patchOf(row, back);
    const { occurrenceOn } = { ...row, ...patch };
    const day = lateDayOf(change, row) ?? occurrenceOn;
    const told = turns ? tellOccurrence({ occurrenceOn: day }) : undefined;
    await applyTask(inner, record, { row, type, patch, sets, resetSubtaskIds, told });
    return {
      applied: [...Object.keys(back), ...reverted.applied],
      stale: [...stale, ...reverted.stale],
      gone: reverted.gone ?? [],
    };
  });
}

/** True where an occurrence was completed, or that was taken back. */
function isTurn({ type, after }: Change): boolean {
  return 'occurrencesDone' in after && (type === 'task.completed' || type === 'task.reopened');
}

/** True where a task went to another occurrence, or its series was paused. */
function isMove({ type }: Change): boolean {
  return type === 'task.skipped' || type === 'task.paused' || type === 'task.resumed';
}

function inverseOf(change: Change): { action: Action; type: ChangeType } {
  if (isTurn(change)) return byStatus[change.type === 'task.completed' ? 'open' : 'done'];
  const status = change.before['status'] as TaskStatus | undefined;
  return status ? byStatus[status] : { action: 'task.update', type: 'task.updated' };
}

/** The change without what goes back in another way. */
function plain(change: Change, row: ScopedTask): { before: Fields; after: Fields } {
  const others = lateDayOf(change, row) ? [...otherFields, 'occurrenceOn'] : otherFields;
  const isPlain = ([field]: [string, unknown]) => !others.includes(field);
  const only = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(isPlain));
  return { before: only(change.before), after: only(change.after) };
}

type Compared = ReturnType<typeof compareFields>;

/** An occurrence is taken back with its days, or not at all. */
function allOrNothing({ back, stale }: Compared): Compared {
  return stale.length === 0
    ? { back, stale }
    : { back: {}, stale: [...stale, ...Object.keys(back)] };
}

/** Nothing goes back to an open task at a day that was told late since: it could not be completed. */
async function unlessCompleted(w: WriteCtx, row: ScopedTask, whole: Compared): Promise<Compared> {
  const { status, occurrenceOn, rrule } = { ...row, ...(whole.back as TaskPatch) };
  const isMoved = 'occurrenceOn' in whole.back || 'status' in whole.back;
  if (!isMoved || status !== 'open' || rrule === null || occurrenceOn === null) return whole;
  const isTaken = await isCompleted(w, { taskId: row.id, occurrenceOn });
  return isTaken ? without(whole, Object.keys(whole.back)) : whole;
}

/** Leaves out the half of something that makes sense only whole. */
function wholeFields(compared: Compared, row: ScopedTask): Compared {
  const whole = [statusFields, seriesFields].reduce(withoutBroken, compared);
  const isPossible = !('field' in dueBack(row, whole.back));
  return isPossible ? whole : without(whole, [...dueFields, ...seriesFields]);
}

/** A group of fields goes back only if all of them do; a due that came with a series stays with it. */
function withoutBroken(compared: Compared, group: readonly string[]): Compared {
  if (!group.some((field) => compared.stale.includes(field))) return compared;
  const isSeries = group === seriesFields;
  return without(compared, isSeries ? [...group, ...dueFields] : group);
}

function without({ back, stale }: Compared, fields: readonly string[]): Compared {
  const left = Object.keys(back).filter((field) => fields.includes(field));
  const kept = Object.entries(back).filter(([field]) => !left.includes(field));
  return { back: Object.fromEntries(kept), stale: [...stale, ...left] };
}

/** The due that the task would have. A zone that came with a series goes with it. */
function dueBack(row: ScopedTask, back: Fields): Due | DueProblem {
  const { dueOn, dueTime, timeZone, rrule } = { ...row, ...back };
  if (rrule !== null) {
    if (timeZone === null) return { field: 'timeZone', message: 'a task that repeats has a zone' };
    return applySeriesDue(noDue, { dueOn, dueTime }, timeZone);
  }
  const isLeft = dueTime === null && !('timeZone' in back);
  return applyDue(noDue, { dueOn, dueTime, timeZone: isLeft ? null : timeZone });
}

function patchOf(row: ScopedTask, back: Fields): TaskPatch {
  const patch = back as TaskPatch;
  if (![...dueFields, 'rrule'].some((field) => field in back)) return patch;
  const due = dueBack(row, back);
  return 'field' in due ? patch : { ...patch, ...due };
}
