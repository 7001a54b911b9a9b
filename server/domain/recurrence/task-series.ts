import type { anchors, missedPolicies } from '../enums.ts';
import { secondsPerDay } from './calendar.ts';
import { dayOf, readLocal, writeLocal } from './local-time.ts';
import { isProblem } from './rule.ts';
import {
  firstOccurrence,
  nextOccurrence,
  resume,
  settleMissed,
  skipOne,
  taskRule,
} from './series.ts';
import type { Series } from './series.ts';

/** How a task repeats, as the contract tells it. Days are `YYYY-MM-DD`; its zone is that of the task. */
export type Recurrence = {
  rrule: string;
  rdates: string[];
  exdates: string[];
  /** The first day that may be an occurrence. */
  start: string;
  /** The day of the present occurrence, wherever its due was moved to. */
  occurrenceOn: string;
  occurrencesDone: number;
  anchor: (typeof anchors)[number];
  missedPolicy: (typeof missedPolicies)[number];
  resetSubtasks: boolean;
  pausedAt: string | null;
};

/** A task that repeats, as far as completing an occurrence moves it. */
export type RepeatingTask = {
  recurrence: Recurrence;
  startOn: string | null;
  dueOn: string | null;
};

/** The days of the next occurrence. */
export type Advance = {
  occurrenceOn: string;
  dueOn: string;
  startOn: string | null;
};

/** What a person chooses of a repeat; the rule is one that `taskRule` takes. */
export type RepeatSettings = Pick<
  Recurrence,
  'rrule' | 'rdates' | 'exdates' | 'anchor' | 'missedPolicy' | 'resetSubtasks'
>;

/** The first day that may be an occurrence, and days that were completed before the rule was this one. */
export type Begin = { start: string; taken?: readonly string[] };

/** Whether a day is one of the rule, by `schedule`, or an extra one, wherever the series stands. */
export function hasDay(recurrence: Recurrence, day: string): boolean {
  return firstOccurrence(seriesOf(recurrence, []), day) === day;
}

/** Whether as many were completed as the rule asks for: by `completion` COUNT counts these, by `schedule` days. */
export function isFulfilled({ anchor, rrule, occurrencesDone }: Recurrence): boolean {
  const rule = taskRule(rrule);
  const { count = Infinity } = isProblem(rule) ? {} : rule;
  return anchor === 'completion' && occurrencesDone >= count;
}

/** A series that begins, at its first occurrence; null where there is none. */
export function beginSeries(
  settings: RepeatSettings,
  { start, taken = [] }: Begin,
): Recurrence | null {
  const { rrule, rdates, exdates, anchor, missedPolicy, resetSubtasks } = settings;
  const chosen = { rrule, rdates, exdates, anchor, missedPolicy, resetSubtasks };
  const series = { ...chosen, start, occurrencesDone: 0, pausedAt: null };
  const occurrenceOn = firstOccurrence(seriesOf(series, taken), start);
  return occurrenceOn === null ? null : { ...series, occurrenceOn };
}

/** True where a repeat has this rule and these days already: then it goes on where it stands. */
export function hasSameDays(
  present: Recurrence | null,
  settings: RepeatSettings,
): present is Recurrence {
  const daysOf = ({ rrule, rdates, exdates }: RepeatSettings) =>
    [rrule, rdates.join(), exdates.join()].join(' ');
  return present !== null && daysOf(present) === daysOf(settings);
}

/** When an occurrence is done, and what else is known of the days to come. */
export type Done = {
  /** The day on which it was done, in the zone of the task. */
  completedOn: string;
  /** Days that were completed already, as before the rule was changed: they do not come again. */
  taken?: readonly string[];
};

/**
 * Where a task goes when its present occurrence is completed: the next occurrence is its due, and its start day stays
 * at the same distance before that. What the end of a day leaves behind is left behind where nobody has come to do it,
 * so that today's occurrence comes, whoever is first.
 * @returns null where the series has ended
 */
export function advanceTask(
  task: RepeatingTask,
  { completedOn, taken = [] }: Done,
): Advance | null {
  const { recurrence } = task;
  const { occurrenceOn, anchor } = recurrence;
  const missed = anchor === 'schedule' ? settleTask(task, { today: completedOn, taken }) : null;
  if (missed !== null) return missed.next;
  const next = nextOccurrence(seriesOf(recurrence, taken), { occurrenceOn, completedOn });
  return next === null ? null : standAt(task, next);
}

/**
 * Where a task goes when its present occurrence is left out, which counts for no completion.
 * @param taken days that were completed already
 * @returns null where that was the last one
 */
export function nextAfterSkip(task: RepeatingTask, taken: readonly string[] = []): Advance | null {
  const { recurrence } = task;
  const next = skipOne(seriesOf(recurrence, taken), recurrence.occurrenceOn);
  return next === null ? null : standAt(task, next);
}

/** What day it is in the zone of a task, and days that were completed already. */
export type Asked = { today: string; taken?: readonly string[] };

/**
 * Where a task goes on after a pause: at the first occurrence on or after today.
 * @returns null where it stays, for its occurrence or its due is not past, or nothing comes after them
 */
export function nextAfterPause(task: RepeatingTask, { today, taken = [] }: Asked): Advance | null {
  if (lastDayOf(task) >= today) return null;
  const { recurrence } = task;
  const { occurrenceOn } = recurrence;
  const next = resume(seriesOf(recurrence, taken), { occurrenceOn, today });
  return next === null ? null : standAt(task, next);
}

/** Days that went by without being done, where a task leaves them behind, and where it goes: null where none is left. */
export type Missed = { next: Advance | null; missed: string[]; moreMissed: number };

/**
 * What the end of a day does to a task that was not done: with `skip` it goes on. An occurrence that was moved to
 * another day is missed after the later of both; while a series is paused none is.
 * @returns null where it stays
 */
export function settleTask(task: RepeatingTask, { today, taken = [] }: Asked): Missed | null {
  const { recurrence } = task;
  const { occurrenceOn, missedPolicy, pausedAt } = recurrence;
  if (missedPolicy !== 'skip' || pausedAt !== null || lastDayOf(task) >= today) return null;
  const settled = settleMissed(seriesOf(recurrence, taken), { occurrenceOn, today });
  const { occurrenceOn: next, missed, moreMissed } = settled;
  return { next: next === null ? null : standAt(task, next), missed, moreMissed };
}

/** The later of the day that an occurrence was meant for and the one that it was moved to. */
function lastDayOf({ recurrence: { occurrenceOn }, dueOn }: RepeatingTask): string {
  return dueOn !== null && dueOn > occurrenceOn ? dueOn : occurrenceOn;
}

/** An occurrence as the due of a task, whose start day stays at the same distance before that. */
export function standAt({ recurrence, startOn, dueOn }: RepeatingTask, next: string): Advance {
  const from = dayNumberOf(dueOn ?? recurrence.occurrenceOn);
  const distance = startOn === null ? 0 : dayNumberOf(startOn) - from;
  return {
    occurrenceOn: next,
    dueOn: next,
    startOn: startOn === null ? null : dayOfNumber(dayNumberOf(next) + distance),
  };
}

/** What the rules work with; days that are taken are exceptions. */
export function seriesOf(
  recurrence: Omit<Recurrence, 'occurrenceOn'>,
  taken: readonly string[],
): Series {
  const { rrule, rdates, exdates, start, anchor, missedPolicy, occurrencesDone } = recurrence;
  return {
    rrule,
    rdates,
    exdates: [...exdates, ...taken],
    seriesStart: start,
    anchor,
    missedPolicy,
    occurrencesDone,
  };
}

const dayNumberOf = (day: string) => dayOf(readLocal(day)?.seconds ?? NaN);
const dayOfNumber = (number: number) =>
  writeLocal({ seconds: number * secondsPerDay, form: 'day' });
