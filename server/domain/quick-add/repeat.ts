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

/** How a rule ends: after so many times, or on a day (`YYYY-MM-DD`). */
export type RuleEnd = { count?: number | undefined; until?: string | undefined };

/** The text of a rule (RFC 5545, 3.3.10) in the one order in which quick add writes it. */
export function ruleText(repeat: Repeat, { count, until }: RuleEnd = {}): string {
  const { freq, interval, byMonth, byMonthDay, byDay } = repeat;
  const parts: [string, string | number | undefined][] = [
    ['FREQ', freq],
    ['INTERVAL', interval === 1 ? undefined : interval],
    ['COUNT', count],
    ['UNTIL', until?.replaceAll('-', '')],
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
