import { dateOf, daysInMonth, weekdayOf } from './calendar.ts';
import type { CalendarDate, Weekday } from './calendar.ts';
import { dayOf, readLocal } from './local-time.ts';
import type { Frequency, Rule } from './rule.ts';

export type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

/** A weekday by its places in a month, which count from the month's end where they are negative. */
export type PlacedWeekday = { weekday: Weekday; nths: readonly number[] };

/** A day of a year; day -1 is the last of its month. */
export type DayOfYear = { month: number; day: number };

/**
 * The days of a rule as a person thinks of them. `interval` counts the unit that the kind is of: weeks, months, years.
 * Lists are in order and never empty. `special` is what no sentence tells.
 */
export type Pattern =
  | { kind: 'plain'; unit: Unit; interval: number }
  | { kind: 'weekdays'; interval: number; weekdays: readonly Weekday[] }
  | { kind: 'days-of-month'; interval: number; days: readonly number[] }
  | { kind: 'weekdays-of-month'; interval: number; weekdays: readonly PlacedWeekday[] }
  | {
      kind: 'weekdays-of-year';
      interval: number;
      weekdays: readonly PlacedWeekday[];
      months: readonly number[];
    }
  | { kind: 'dates'; interval: number; dates: readonly DayOfYear[] }
  | { kind: 'special'; unit: Unit; interval: number };

const units: Record<Frequency, Unit> = {
  YEARLY: 'year',
  MONTHLY: 'month',
  WEEKLY: 'week',
  DAILY: 'day',
  HOURLY: 'hour',
  MINUTELY: 'minute',
  SECONDLY: 'second',
};

/** The longest list that a sentence tells, and how far it counts from the end: the last day and the one before. */
const longestList = 7;
const farthestFromEnd = -2;

const isTold = (numbers: readonly number[]): boolean =>
  numbers.length <= longestList && numbers.every((number) => number >= farthestFromEnd);

/** A rule, and its first day, from which it takes what it does not say; null where that is another each time. */
type Asked = { rule: Rule; start: (CalendarDate & { weekday: Weekday }) | null };

type Reading = {
  /** Frequencies of which the parts say the same where the interval is 1; the first one at any interval. */
  freqs: readonly [Frequency, ...Frequency[]];
  patternOf: (asked: Asked) => Pattern | undefined;
};

/** Which days are meant, by the parts that a rule has. */
const readings: Record<string, Reading> = {
  weekdays: { freqs: ['WEEKLY', 'DAILY', 'MONTHLY', 'YEARLY'], patternOf: weekdaysOf },
  monthDays: { freqs: ['MONTHLY', 'DAILY', 'YEARLY'], patternOf: daysOfMonthOf },
  nthWeekdays: { freqs: ['MONTHLY'], patternOf: weekdaysOfMonthOf },
  'weekdays positions': { freqs: ['MONTHLY'], patternOf: positionsOf },
  months: { freqs: ['YEARLY', 'MONTHLY'], patternOf: datesOfStart },
  'months monthDays': { freqs: ['YEARLY', 'MONTHLY', 'DAILY'], patternOf: datesOf },
  'months nthWeekdays': { freqs: ['YEARLY', 'MONTHLY'], patternOf: weekdaysOfYearOf },
};

/**
 * What a rule means, whatever the words. Where it leaves the day to its start that day is taken; by `completion` there
 * is no such day, and it stays plain.
 * @param start the first day, `YYYY-MM-DD`, or a local time of it
 * @throws RangeError for a start that is none
 */
export function patternOf(
  rule: Rule,
  { start, isCompletion }: { start: string; isCompletion: boolean },
): Pattern {
  const asked = { rule, start: isCompletion ? null : dayOfStart(start) };
  const parts = partsOf(rule);
  if (parts === '') return plainOf(asked);
  const reading = readings[parts];
  const isRead =
    rule.interval === 1 ? reading?.freqs.includes(rule.freq) : reading?.freqs[0] === rule.freq;
  const special: Pattern = { kind: 'special', unit: units[rule.freq], interval: rule.interval };
  return (isRead ? reading?.patternOf(asked) : undefined) ?? special;
}

function dayOfStart(start: string) {
  const local = readLocal(start);
  if (!local) throw new RangeError(`no day: ${start}`);
  const day = dayOf(local.seconds);
  return { ...dateOf(day), weekday: weekdayOf(day) };
}

function partsOf({ byDay, ...rule }: Rule): string {
  const nths = byDay.filter(({ nth }) => nth !== undefined);
  const lists: [string, readonly unknown[]][] = [
    ['weekNumbers', rule.byWeekNo],
    ['daysOfYear', rule.byYearDay],
    ['months', rule.byMonth],
    ['monthDays', rule.byMonthDay],
    ['weekdays', byDay.filter(({ nth }) => nth === undefined)],
    ['nthWeekdays', nths],
    ['times', [...rule.byHour, ...rule.byMinute, ...rule.bySecond]],
    ['positions', rule.bySetPos],
  ];
  return lists
    .filter(([, list]) => list.length > 0)
    .map(([name]) => name)
    .join(' ');
}

function plainOf({ rule: { freq, interval }, start }: Asked): Pattern {
  if (start && freq === 'WEEKLY') return { kind: 'weekdays', interval, weekdays: [start.weekday] };
  if (start && freq === 'MONTHLY') return { kind: 'days-of-month', interval, days: [start.day] };
  if (start && freq === 'YEARLY') return { kind: 'dates', interval, dates: [start] };
  return { kind: 'plain', unit: units[freq], interval };
}

function weekdaysOf({ rule: { interval, byDay } }: Asked): Pattern {
  const weekdays = byDay.map(({ weekday }) => weekday);
  return interval === 1 && weekdays.length === 7
    ? { kind: 'plain', unit: 'day', interval }
    : { kind: 'weekdays', interval, weekdays };
}

function daysOfMonthOf({ rule: { interval, byMonthDay } }: Asked): Pattern | undefined {
  return isTold(byMonthDay) ? { kind: 'days-of-month', interval, days: byMonthDay } : undefined;
}

function placedWeekdaysOf({ byDay }: Rule): PlacedWeekday[] | undefined {
  if (!isTold(byDay.map(({ nth = 0 }) => nth))) return undefined;
  const weekdays = [...new Set(byDay.map(({ weekday }) => weekday))];
  const ofWeekday = (weekday: Weekday) => byDay.filter((day) => day.weekday === weekday);
  return weekdays.map((weekday) => ({
    weekday,
    nths: ofWeekday(weekday).map(({ nth = 0 }) => nth),
  }));
}

function weekdaysOfMonthOf({ rule }: Asked): Pattern | undefined {
  const weekdays = placedWeekdaysOf(rule);
  return weekdays && { kind: 'weekdays-of-month', interval: rule.interval, weekdays };
}

/** The last Friday may be written as the last of all Fridays. */
function positionsOf({ rule: { interval, byDay, bySetPos } }: Asked): Pattern | undefined {
  const [day, ...others] = byDay;
  if (!day || others.length > 0 || !isTold(bySetPos)) return undefined;
  const weekdays = [{ weekday: day.weekday, nths: bySetPos }];
  return { kind: 'weekdays-of-month', interval, weekdays };
}

function weekdaysOfYearOf({ rule }: Asked): Pattern | undefined {
  const weekdays = placedWeekdaysOf(rule);
  const { interval, byMonth: months } = rule;
  return weekdays && isTold(months)
    ? { kind: 'weekdays-of-year', interval, weekdays, months }
    : undefined;
}

function datesOfStart({ rule, start }: Asked): Pattern | undefined {
  return start ? datesIn({ ...rule, byMonthDay: [start.day] }) : undefined;
}

function datesOf({ rule }: Asked): Pattern | undefined {
  return datesIn(rule);
}

const leapYear = 2000;

/** The dates of a rule that are there in some year at least. */
function datesIn({ interval, byMonth, byMonthDay }: Rule): Pattern | undefined {
  if (byMonthDay.some((day) => day < -1)) return undefined;
  const dates = byMonth.flatMap((month) =>
    byMonthDay.filter((day) => day <= daysInMonth(leapYear, month)).map((day) => ({ month, day })),
  );
  return dates.length > 0 && dates.length <= longestList
    ? { kind: 'dates', interval, dates }
    : undefined;
}
