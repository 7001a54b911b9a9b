import { dateOf, daysBeforeMonth, daysInMonth, daysInYear, weekdayOf } from './calendar.ts';
import type { CalendarDate } from './calendar.ts';
import type { Rule, RuleDay } from './rule.ts';

/**
 * True for a day that BYMONTH, BYYEARDAY, BYMONTHDAY and BYDAY of a rule all let through (RFC 5545, 3.3.10).
 * BYWEEKNO is not asked: which weeks a year has is known to who walks through years.
 */
export function matchesDay(rule: Rule, dayNumber: number): boolean {
  return !hasDayParts(rule) || matchesDate(rule, dateOf(dayNumber), dayNumber);
}

/** As `matchesDay`, where the date of the day is known. */
export function matchesDate(rule: Rule, date: CalendarDate, dayNumber: number): boolean {
  const { byMonth, byYearDay, byMonthDay, byDay } = rule;
  return (
    allows(byMonth, date.month) &&
    (byYearDay.length === 0 || allowsPosition(byYearDay, inYear(date))) &&
    (byMonthDay.length === 0 || allowsPosition(byMonthDay, inMonth(date))) &&
    (byDay.length === 0 || byDay.some((day) => isDay(day, rule, { dayNumber, date })))
  );
}

const hasDayParts = ({ byMonth, byYearDay, byMonthDay, byDay }: Rule) =>
  byMonth.length + byYearDay.length + byMonthDay.length + byDay.length > 0;

/** True for a value that a list names; an empty list allows all. */
export function allows(values: readonly number[], value: number): boolean {
  return values.length === 0 || values.includes(value);
}

/** Where something stands in what it is part of: both count from 1. */
type Position = { place: number; of: number };

/** As `allows`, where negative values count from the end. */
export function allowsPosition(values: readonly number[], { place, of }: Position): boolean {
  return values.length === 0 || values.includes(place) || values.includes(place - of - 1);
}

const inMonth = ({ year, month, day }: CalendarDate): Position => ({
  place: day,
  of: daysInMonth(year, month),
});

const inYear = ({ year, month, day }: CalendarDate): Position => ({
  place: daysBeforeMonth(year, month) + day,
  of: daysInYear(year),
});

type Looked = { dayNumber: number; date: CalendarDate };

/** The number of a weekday counts within the month, but in a YEARLY rule without BYMONTH within the year. */
function isDay({ weekday, nth }: RuleDay, rule: Rule, { dayNumber, date }: Looked): boolean {
  if (weekdayOf(dayNumber) !== weekday) return false;
  if (nth === undefined) return true;
  const withinYear = rule.freq === 'YEARLY' && rule.byMonth.length === 0;
  const { place, of } = withinYear ? inYear(date) : inMonth(date);
  return nth === Math.ceil(place / 7) || nth === -Math.ceil((of - place + 1) / 7);
}
