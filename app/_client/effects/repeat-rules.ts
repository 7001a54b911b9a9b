import { isProblem, writeRule } from '../../../server/domain/recurrence/rule.ts';
import { taskRule } from '../../../server/domain/recurrence/series.ts';
import {
  advanceTask,
  beginSeries,
  hasSameDays,
  nextAfterPause,
  nextAfterSkip,
} from '../../../server/domain/recurrence/task-series.ts';
import type {
  Advance,
  Recurrence,
  RepeatSettings,
} from '../../../server/domain/recurrence/task-series.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addDays, dayOf } from '../clock.ts';
import type { InputOf } from '../contract.ts';
import type { Scene } from './effect.ts';

export type RepeatInput = NonNullable<InputOf<'task.create'>['recurrence']>;

/** Where a repeat stands, the day that it would begin on, and whether a due was sent with it. */
type Standing = { present: Recurrence | null; start: string; isMoved: boolean };

/** How a task repeats after a choice: it goes on where its days stay the same. Null for a rule that the server refuses. */
export function seriesAfter(
  input: RepeatInput,
  { present, start, isMoved }: Standing,
): { series: Recurrence; goesOn: boolean } | null {
  const rule = taskRule(input.rrule);
  if (isProblem(rule)) return null;
  const settings = settingsOf(input, writeRule(rule));
  if (hasSameDays(present, settings) && !isMoved)
    return { series: { ...present, ...settings }, goesOn: true };
  const series = beginSeries(settings, { start });
  return series && { series, goesOn: false };
}

function settingsOf(recurrence: RepeatInput, rrule: string): RepeatSettings {
  const { rdates = [], exdates = [], resetSubtasks = false } = recurrence;
  const { anchor = 'schedule', missedPolicy = 'keep-one' } = recurrence;
  return { rrule, rdates, exdates, anchor, missedPolicy, resetSubtasks };
}

/** Where a task that repeats goes when it is completed at an instant; null where that ends it. */
export function nextOf(task: TaskOutput, scene: Scene): Advance | null {
  const { recurrence } = task;
  return (
    recurrence && advanceTask({ ...task, recurrence }, { completedOn: dayOfDoing(task, scene) })
  );
}

/** Where a task goes when its present occurrence is left out; null where that ends it. */
export function afterSkip(task: TaskOutput): Advance | null {
  const { recurrence } = task;
  return recurrence && nextAfterSkip({ ...task, recurrence });
}

/** Where a task goes when its pause ends at an instant; null where it stays. */
export function afterPause(task: TaskOutput, now: string): Advance | null {
  const { recurrence } = task;
  return recurrence && nextAfterPause({ ...task, recurrence }, { today: dayFor(task, now) });
}

/** The day of an instant in the zone of a task. */
function dayFor({ timeZone }: TaskOutput, now: string): string {
  return dayOf(Date.parse(now), { timeZone: timeZone ?? 'UTC', dayStart: '00:00' });
}

/** The day on which this page's person does something to it: the day before, while their own has not begun. */
function dayOfDoing(task: TaskOutput, { store, now }: Scene): string {
  const [me] = store.tables.users.rows.values();
  const at = Date.parse(now);
  const isEarly = me !== undefined && dayOf(at, me) < dayOf(at, { ...me, dayStart: '00:00' });
  return addDays(dayFor(task, now), isEarly ? -1 : 0);
}
