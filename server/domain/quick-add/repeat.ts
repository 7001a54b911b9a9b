import type { Weekday } from '../recurrence/calendar.ts';
import type { DayPart } from './lexicon/day-parts.ts';

/** A rule as a line names it, without where it begins and ends. `nth` of a weekday is -1 for the last of the month. */
export type Repeat = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  byMonth?: number;
  byMonthDay?: readonly number[];
  byDay?: readonly { weekday: Weekday; nth?: number }[];
  part?: DayPart | undefined;
  isCompletion?: boolean;
};

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Days of a month that have a name: its start, its middle and its end. */
export const daysOfPlaces = { start: 1, mid: 15, end: -1 } as const;

/** How a rule ends: after so many times, or on a day (`YYYY-MM-DD`); and where its weeks begin, Monday unless said. */
type RuleFrame = {
  count?: number | undefined;
  until?: string | undefined;
  weekStart?: Weekday | undefined;
};

/** The text of a rule (RFC 5545, 3.3.10) in the one order in which quick add writes it. */
export function ruleText(repeat: Repeat, frame: RuleFrame = {}): string {
  const { freq, interval, byMonth, byMonthDay, byDay } = repeat;
  const { count, until, weekStart = 1 } = frame;
  /** Weeks are counted only where some are left out. */
  const isCounted = freq === 'WEEKLY' && interval > 1 && weekStart !== 1;
  const parts: [string, string | number | undefined][] = [
    ['FREQ', freq],
    ['INTERVAL', interval === 1 ? undefined : interval],
    ['COUNT', count],
    ['UNTIL', until?.replaceAll('-', '')],
    ['WKST', isCounted ? names[weekStart - 1] : undefined],
    ['BYMONTH', byMonth],
    ['BYMONTHDAY', byMonthDay && sorted(byMonthDay).join(',')],
    ['BYDAY', byDay && dayNames(byDay)],
  ];
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

const sorted = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].toSorted((one, other) => one - other);

function dayNames(days: NonNullable<Repeat['byDay']>): string {
  const inOrder = days.toSorted(
    (one, other) => one.weekday - other.weekday || (one.nth ?? 0) - (other.nth ?? 0),
  );
  return [
    ...new Set(inOrder.map(({ weekday, nth }) => `${nth ?? ''}${names[weekday - 1]}`)),
  ].join();
}

/** Of two repeats one that says how often and one that says on which days, as one: on fridays every 2 weeks. */
export const narrowedBy = (one: Repeat, other: Repeat): Repeat | undefined =>
  withDaysOf(one, other) ?? withDaysOf(other, one);

function withDaysOf(often: Repeat, days: Repeat): Repeat | undefined {
  const isPlain = !often.byDay && !often.byMonthDay;
  const isOnDays = days.interval === 1 && (days.byDay ?? days.byMonthDay) !== undefined;
  if (!isPlain || !isOnDays) return undefined;
  const whole = {
    ...days,
    part: days.part ?? often.part,
    ...((often.isCompletion ?? days.isCompletion) && { isCompletion: true }),
  };
  if (often.freq === days.freq) return { ...whole, interval: often.interval };
  return often.freq === 'DAILY' && often.interval === 1 && days.freq === 'WEEKLY'
    ? whole
    : undefined;
}
