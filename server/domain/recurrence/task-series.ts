import type { anchors, missedPolicies } from '../enums.ts';
import { secondsPerDay } from './calendar.ts';
import { dayOf, readLocal, writeLocal } from './local-time.ts';
import { firstOccurrence, nextOccurrence } from './series.ts';
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
 * at the same distance before that.
 * @returns null where the series has ended
 */
export function advanceTask(
  task: RepeatingTask,
  { completedOn, taken = [] }: Done,
): Advance | null {
  const { recurrence, startOn, dueOn } = task;
  const series = seriesOf(recurrence, taken);
  const { occurrenceOn } = recurrence;
  const next = nextOccurrence(series, { occurrenceOn, completedOn });
  if (next === null) return null;
  const distance = startOn === null ? 0 : dayNumberOf(startOn) - dayNumberOf(dueOn ?? occurrenceOn);
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
