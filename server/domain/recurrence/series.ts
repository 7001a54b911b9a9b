import type { anchors, missedPolicies } from '../enums.ts';
import { dayBefore } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { isBelowDay } from './read-query.ts';
import { isProblem, parseRule } from './rule.ts';
import type { Rule, RuleProblem } from './rule.ts';

/** What a recurring task goes by. Days are `YYYY-MM-DD`; the rule is one that `taskRule` takes. */
export type Series = {
  rrule: string;
  rdates: readonly string[];
  exdates: readonly string[];
  /** The first day that may be an occurrence, and the one that INTERVAL and COUNT begin with. */
  seriesStart: string;
  anchor: (typeof anchors)[number];
  missedPolicy: (typeof missedPolicies)[number];
  /** How many occurrences have been completed. */
  occurrencesDone: number;
};

/** So many missed days are told by name. */
export const mostMissed = 100;

/**
 * The rule of a task, which has at most one occurrence a day: FREQ is DAILY or above, and there are no parts for
 * hours, minutes and seconds. UNTIL comes out as a day.
 */
export function taskRule(text: string): Rule | RuleProblem {
  const rule = parseRule(text);
  return isProblem(rule) ? rule : asTaskRule(rule);
}

/** As `taskRule`, of a rule that has been read. */
export function asTaskRule(rule: Rule): Rule | RuleProblem {
  const refuse = (message: string) => ({ field: 'rrule', message });
  if (isBelowDay(rule.freq))
    return refuse(
      `FREQ=${rule.freq}: a task repeats once a day at most; make a task for each time`,
    );
  if (rule.byHour.length + rule.byMinute.length + rule.bySecond.length > 0)
    return refuse('BYHOUR, BYMINUTE and BYSECOND: leave them out and give the task a due time');
  if (rule.until?.endsWith('Z'))
    return refuse('UNTIL in UTC: give the last day in the zone of the task, like UNTIL=20270501');
  return rule.until === undefined ? rule : { ...rule, until: rule.until.slice(0, 10) };
}

/** The first occurrence on or after a day; null where there is none. */
export function firstOccurrence(series: Series, onOrAfter: string): string | null {
  return firstOf(series, { begin: series.seriesStart, after: dayBefore(onOrAfter) });
}

/** Which occurrence was completed, and on which day. */
export type Completion = { occurrenceOn: string; completedOn: string };

/**
 * The occurrence after one that is being completed: the next one of the rule after the later of both days, with
 * `pile-up` after `occurrenceOn`. By `completion` the rule begins anew on `completedOn`, and COUNT counts completions.
 * @param series as it stands: `occurrencesDone` does not count this one yet
 * @returns a day later than `occurrenceOn`, for that names the completion; null where the series has ended, or yields
 * nothing more before the year 3000
 */
export function nextOccurrence(series: Series, completion: Completion): string | null {
  const { occurrenceOn, completedOn } = completion;
  const later = occurrenceOn > completedOn ? occurrenceOn : completedOn;
  if (series.anchor === 'completion') {
    const done = { ...series, occurrencesDone: series.occurrencesDone + 1 };
    return firstOf(done, { begin: completedOn, after: later });
  }
  const after = series.missedPolicy === 'pile-up' ? occurrenceOn : later;
  return firstOf(series, { begin: series.seriesStart, after });
}

/** The occurrence after one that is left out, which is none that was completed. */
export function skipOne(series: Series, occurrenceOn: string): string | null {
  return firstOf(series, { begin: beginOf(series, occurrenceOn), after: occurrenceOn });
}

/** Where a series stands, and what day it is for the one who asks. */
export type Standing = { occurrenceOn: string; today: string };

/** Where a series goes on after a pause: with the occurrence that it stood at, or the first on or after today. */
export function resume(series: Series, { occurrenceOn, today }: Standing): string | null {
  if (occurrenceOn >= today) return occurrenceOn;
  return firstOf(series, {
    begin: beginOf(series, occurrenceOn),
    after: dayBefore(today),
  });
}

/** `missed` are the first `mostMissed` days that went by, `moreMissed` how many came after these. */
export type Settled = { occurrenceOn: string | null; missed: string[]; moreMissed: number };

/**
 * What the end of a day does to an occurrence that was not completed. With `keep-one` and `pile-up` it stays; with
 * `skip` the series goes on with the first occurrence on or after today.
 */
export function settleMissed(series: Series, standing: Standing): Settled {
  const { occurrenceOn, today } = standing;
  if (series.missedPolicy !== 'skip' || occurrenceOn >= today)
    return { occurrenceOn, missed: [], moreMissed: 0 };
  const later = daysOf(series, {
    begin: beginOf(series, occurrenceOn),
    after: occurrenceOn,
    until: dayBefore(today),
  });
  const missed = [occurrenceOn, ...later];
  return {
    occurrenceOn: resume(series, standing),
    missed: missed.slice(0, mostMissed),
    moreMissed: Math.max(0, missed.length - mostMissed),
  };
}

/** By completion the rule begins with the occurrence that it stands at, for none was completed later. */
function beginOf(series: Series, occurrenceOn: string): string {
  return series.anchor === 'completion' ? occurrenceOn : series.seriesStart;
}

/** Which days of a series are asked for, all of them without a limit; the rule begins on `begin`. */
type Asked = { begin: string; after: string; until?: string; limit?: number };

function firstOf(series: Series, asked: Asked): string | null {
  return daysOf(series, { ...asked, limit: 1 })[0] ?? null;
}

function daysOf(series: Series, { begin, limit = Infinity, ...range }: Asked): string[] {
  const { anchor, rdates, exdates, occurrencesDone } = series;
  const whole = taskRule(series.rrule);
  if (isProblem(whole)) throw new RangeError(`no rule of a task: ${whole.message}`);
  const { count = Infinity, ...uncounted } = whole;
  if (anchor === 'completion' && occurrencesDone >= count) return [];
  const rule = anchor === 'completion' ? uncounted : whole;
  const days = occurrences({ rule, start: begin, rdates, exdates, limit, ...range });
  if (!isProblem(days)) return days;
  if (days.field !== 'rrule') throw new RangeError(`${days.field} ${days.message}`);
  return [];
}
