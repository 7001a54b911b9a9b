import { dateOf, secondsPerDay, weekdayOf } from './calendar.ts';
import { clockOf, dayOf, readLocal } from './local-time.ts';
import type { Form, LocalTime } from './local-time.ts';
import type { Frequency, Rule, RuleProblem } from './rule.ts';

/** Local times are `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]`; the start says whether a series is of days or of times. */
export type OccurrenceQuery = {
  rule: Rule;
  start: string;
  rdates?: readonly string[] | undefined;
  exdates?: readonly string[] | undefined;
  /** Only what comes later; a day means its end. */
  after?: string | undefined;
  /** Nothing that comes later; a day means its end. */
  until?: string | undefined;
  limit: number;
  /** Which local times there are, asked in local seconds. */
  exists?: ((seconds: number) => boolean) | undefined;
};

/** A query in local seconds. `earliest`, `latest` and `lastOfRule` are inclusive; the rule lacks nothing any more. */
export type Search = {
  rule: Rule;
  start: number;
  form: Form;
  rdates: readonly number[];
  exdates: ReadonlySet<number>;
  earliest: number;
  latest: number;
  lastOfRule: number;
  limit: number;
  exists: ((seconds: number) => boolean) | undefined;
};

/** @returns the query in numbers, or which of its fields cannot be read */
export function readQuery(query: OccurrenceQuery): Search | RuleProblem {
  const start = readLocal(query.start);
  if (!start) return { field: 'start', message: notLocal };
  const { rule, limit, exists } = query;
  const after = endOf(query.after, start);
  const latest = endOf(query.until, start);
  const lastOfRule = endOf(rule.until, start);
  const rdates = readAll(query.rdates);
  const exdates = readAll(query.exdates);
  if (after === null) return { field: 'after', message: notLocal };
  if (latest === null) return { field: 'until', message: notLocal };
  if (rdates === null) return { field: 'rdates', message: notLocal };
  if (exdates === null) return { field: 'exdates', message: notLocal };
  if (lastOfRule === null) return { field: 'rrule', message: 'UNTIL in UTC needs a time zone' };
  if (start.form === 'day' && isBelowDay(rule.freq))
    return { field: 'rrule', message: `FREQ=${rule.freq} needs a start with a time` };
  return {
    rule: withStart(rule, start),
    start: start.seconds,
    form: formOf(rule, start),
    rdates,
    exdates: new Set(exdates),
    earliest: Math.max(start.seconds, (after ?? -Infinity) + 1),
    latest: latest ?? Infinity,
    lastOfRule: lastOfRule ?? Infinity,
    limit,
    exists,
  };
}

/** True for the frequencies that repeat within a day. */
export function isBelowDay(freq: Frequency): boolean {
  return freq === 'HOURLY' || freq === 'MINUTELY' || freq === 'SECONDLY';
}

export const notLocal = 'must be a day like 2026-11-24 or a local time like 2026-11-24T09:30';

/** The last second that a text means: for a day in a series of times, its end. */
function endOf(text: string | undefined, start: LocalTime): number | null | undefined {
  if (text === undefined) return undefined;
  const local = readLocal(text);
  if (!local) return null;
  const isWholeDay = local.form === 'day' && start.form !== 'day';
  return local.seconds + (isWholeDay ? secondsPerDay - 1 : 0);
}

function readAll(texts: readonly string[] = []): number[] | null {
  const read = texts.map((text) => readLocal(text)?.seconds);
  return read.every((seconds) => seconds !== undefined) ? read : null;
}

function formOf(rule: Rule, { form }: LocalTime): Form {
  const hasSeconds = rule.bySecond.length > 0 || rule.freq === 'SECONDLY';
  return form === 'minute' && hasSeconds ? 'second' : form;
}

/** "Information, not contained in the rule, … derived from the Start Time" (RFC 5545, 3.3.10). */
function withStart(rule: Rule, start: LocalTime): Rule {
  return { ...rule, ...daysFromStart(rule, dayOf(start.seconds)), ...clockFromStart(rule, start) };
}

function daysFromStart(rule: Rule, startDay: number): Partial<Rule> {
  if (rule.byYearDay.length + rule.byMonthDay.length + rule.byDay.length > 0) return {};
  const { month, day } = dateOf(startDay);
  const onWeekday = { byDay: [{ weekday: weekdayOf(startDay) }] };
  if (rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0) return onWeekday;
  if (rule.freq === 'MONTHLY') return { byMonthDay: [day] };
  if (rule.freq === 'YEARLY') return { byMonthDay: [day], byMonth: orElse(rule.byMonth, month) };
  return {};
}

/** A series of days has no times, and ignores what the rule says of them (3.3.10). */
function clockFromStart(rule: Rule, { seconds, form }: LocalTime): Partial<Rule> {
  if (form === 'day') return { byHour: [0], byMinute: [0], bySecond: [0] };
  const { hour, minute, second } = clockOf(seconds);
  const { freq, byHour, byMinute, bySecond } = rule;
  return {
    byHour: isBelowDay(freq) ? byHour : orElse(byHour, hour),
    byMinute: freq === 'MINUTELY' || freq === 'SECONDLY' ? byMinute : orElse(byMinute, minute),
    bySecond: freq === 'SECONDLY' ? bySecond : orElse(bySecond, second),
  };
}

const orElse = (values: readonly number[], value: number) => (values.length > 0 ? values : [value]);
