import type { WriteCtx } from '../changes/write.ts';
import { dayIn } from '../domain/due.ts';
import type { Due, DueInput } from '../domain/due.ts';
import { isProblem, writeRule } from '../domain/recurrence/rule.ts';
import { taskRule } from '../domain/recurrence/series.ts';
import { beginSeries, hasSameDays } from '../domain/recurrence/task-series.ts';
import { badField } from '../platform/errors.ts';
import type { RecurrenceInput } from '../recurrence/schema.ts';
import { deriveTaskDue } from './derive-task-due.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { noSeries, recurrenceOf, seriesRowOf } from './rows.ts';
import type { SeriesRow } from './rows.ts';
import type { ScopedTask } from './scope.ts';

/** When a task is due and how it repeats, as a caller sends it; undefined means "not sent". */
type ScheduleInput = DueInput & { recurrence?: RecurrenceInput | null | undefined };

/** What an edit makes of a due and a repeat. `path` is where the caller named them. */
type Scheduling = { row: ScopedTask | null; input: ScheduleInput; path: string[] };

/** The columns of due and repeat after an edit, or an error that names the field. */
export async function deriveTaskSchedule(
  w: WriteCtx,
  { row, input, path }: Scheduling,
): Promise<Due & Partial<SeriesRow>> {
  const { recurrence, ...due } = input;
  if (recurrence) return repeat(w, { row, due, recurrence, path });
  const seriesZone = recurrence === undefined && row?.rrule ? row.timeZone : null;
  const ended = recurrence === null ? noSeries : {};
  return { ...deriveTaskDue(row, due, { seriesZone, path }), ...ended };
}

type Repeating = Omit<Scheduling, 'input'> & { due: DueInput; recurrence: RecurrenceInput };

/** With the same rule and days, and no due beside them, a series goes on where it stands. */
async function repeat(
  w: WriteCtx,
  { row, due: input, recurrence, path }: Repeating,
): Promise<Due & SeriesRow> {
  const { rdates, exdates, anchor, missedPolicy, resetSubtasks } = recurrence;
  const rrule = canonical(recurrence.rrule, path);
  // A due without a time has no zone of its own: another may be chosen for its days.
  const current = row && { ...row, timeZone: row.dueTime === null ? null : row.timeZone };
  const seriesZone = recurrence.timeZone ?? row?.timeZone ?? w.member.timeZone;
  const due = deriveTaskDue(current, fromToday(w, row, input), { seriesZone, path });
  if (recurrence.timeZone && recurrence.timeZone !== due.timeZone)
    throw badField([...path, 'recurrence', 'timeZone'], `the due is in ${due.timeZone}`);
  const settings = { rrule, rdates, exdates, anchor, missedPolicy, resetSubtasks };
  const present = row && recurrenceOf(row);
  const isMoved = input.dueOn !== undefined || input.dueAt !== undefined;
  if (hasSameDays(present, settings) && !isMoved)
    return { ...due, ...seriesRowOf({ ...present, ...settings }) };
  const start = due.dueOn ?? '';
  const taken = row ? (await listCompletedDays(w, [row.id], start)).get(row.id) : [];
  const begun = beginSeries(settings, { start, taken: taken ?? [] });
  if (begun === null)
    throw badField([...path, 'recurrence', 'rrule'], `yields no day on or after ${start}`);
  const first = deriveTaskDue(
    due,
    { dueOn: begun.occurrenceOn },
    { seriesZone: due.timeZone, path },
  );
  return { ...first, ...seriesRowOf(begun) };
}

/** The one way in which a rule is stored. */
function canonical(text: string, path: string[]): string {
  const rule = taskRule(text);
  if (isProblem(rule)) throw badField([...path, 'recurrence', rule.field], rule.message);
  return writeRule(rule);
}

/** A task without a due begins today, as the caller counts days. */
function fromToday(w: WriteCtx, row: ScopedTask | null, input: DueInput): DueInput {
  const { timeZone, dayStart } = w.member;
  const hasDay = row?.dueOn != null || input.dueOn !== undefined || input.dueAt != null;
  return hasDay ? input : { ...input, dueOn: dayIn(w.now, timeZone, dayStart) };
}
