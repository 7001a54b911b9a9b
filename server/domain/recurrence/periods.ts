import {
  dayNumber,
  daysBeforeMonth,
  daysInMonth,
  dateOf,
  firstDayOfYear,
  firstWeekOfYear,
  isLeapYear,
  secondsPerDay,
  startOfWeek,
  weekdayOf,
  weekYearOf,
  yearOf,
} from './calendar.ts';
import { clockOf, dayOf } from './local-time.ts';
import { allows, allowsPosition, matchesDate, matchesDay } from './matches-day.ts';
import type { Rule } from './rule.ts';

/**
 * What one period of a rule yields, before BYSETPOS: each day at each hour, minute and second. It stays a product, so
 * a rule that means each second of each year costs no more than another. `from` is where the period begins, in local
 * seconds, `days` are counted from its first one; `next` is the index of the next period that may yield something.
 */
export type Period = {
  from: number;
  days: readonly number[];
  hours: readonly number[];
  minutes: readonly number[];
  seconds: readonly number[];
  next: number;
};

/** The periods that INTERVAL picks, that of the start being 0; times are local seconds. */
export type Periods = {
  /** The period that holds a time, or the last one before it; negative before the start. */
  indexAt: (seconds: number) => number;
  at: (index: number) => Period;
};

/** The periods of a rule that lacks nothing which its start says (`withStart`). */
export function periodsOf(rule: Rule, start: number): Periods {
  switch (rule.freq) {
    case 'YEARLY':
      return calendarPeriods(rule, years(rule, start));
    case 'MONTHLY':
      return calendarPeriods(rule, months(rule, start));
    case 'WEEKLY':
      return calendarPeriods(rule, weeks(rule, start));
    case 'DAILY':
      return clockPeriods(rule, start, secondsPerDay);
    case 'HOURLY':
      return clockPeriods(rule, start, 3600);
    case 'MINUTELY':
      return clockPeriods(rule, start, 60);
    case 'SECONDLY':
      return clockPeriods(rule, start, 1);
  }
}

/** A way to cut the calendar into numbered periods, `base` being that of the start; `daysIn` counts from `firstDay`. */
type Cut = {
  base: number;
  numberOf: (day: number) => number;
  firstDay: (number: number) => number;
  daysIn: (number: number) => readonly number[];
};

function calendarPeriods(rule: Rule, { base, numberOf, firstDay, daysIn }: Cut): Periods {
  const { byHour: hours, byMinute: minutes, bySecond: seconds, interval } = rule;
  return {
    indexAt: (time) => Math.floor((numberOf(dayOf(time)) - base) / interval),
    at: (index) => {
      const number = base + index * interval;
      const from = firstDay(number) * secondsPerDay;
      return { from, days: daysIn(number), hours, minutes, seconds, next: index + 1 };
    },
  };
}

function years(rule: Rule, start: number): Cut {
  const ofWeeks = rule.byWeekNo.length > 0;
  const numberOf = ofWeeks ? (day: number) => weekYearOf(day, rule.weekStart) : yearOf;
  const firstDay = ofWeeks
    ? (year: number) => firstWeekOfYear(year, rule.weekStart)
    : firstDayOfYear;
  const find = ofWeeks ? daysInWeeks : daysInMonths;
  const daysOfKind = remembering<number[]>();
  return {
    base: numberOf(dayOf(start)),
    numberOf,
    firstDay,
    daysIn: (year) => daysOfKind(kindOfYear(year), () => find(rule, year)),
  };
}

/** The days of a year, counted from 1 January. */
function daysInMonths(rule: Rule, year: number): number[] {
  const first = firstDayOfYear(year);
  const months = upTo(12).filter((month) => allows(rule.byMonth, month + 1));
  return months.flatMap((month) => {
    const before = daysBeforeMonth(year, month + 1);
    return upTo(daysInMonth(year, month + 1))
      .filter((day) =>
        matchesDate(rule, { year, month: month + 1, day: day + 1 }, first + before + day),
      )
      .map((day) => before + day);
  });
}

/**
 * With BYWEEKNO a year is that of its weeks, and its days are counted from the first of week 1: that may lie in
 * December, and the last in January, so that INTERVAL and BYSETPOS never cut a week in two.
 */
function daysInWeeks(rule: Rule, year: number): number[] {
  const first = firstWeekOfYear(year, rule.weekStart);
  const length = firstWeekOfYear(year + 1, rule.weekStart) - first;
  const weekAt = (offset: number) => ({ place: Math.floor(offset / 7) + 1, of: length / 7 });
  return upTo(length).filter(
    (offset) => allowsPosition(rule.byWeekNo, weekAt(offset)) && matchesDay(rule, first + offset),
  );
}

/** Years of one kind have the same days at the same places, those of their weeks that lie in other years too. */
function kindOfYear(year: number): number {
  const isLeap = [year - 1, year, year + 1].map((each) => Number(isLeapYear(each)));
  return Number([weekdayOf(firstDayOfYear(year)), ...isLeap].join(''));
}

/** Of months there are twenty-eight kinds, by length and first weekday. */
function months(rule: Rule, start: number): Cut {
  const inEveryMonth = { ...rule, byMonth: [] };
  const split = (number: number) => ({ year: Math.floor(number / 12), month: (number % 12) + 1 });
  const numberOf = (day: number) => dateOf(day).year * 12 + dateOf(day).month - 1;
  const firstDay = (number: number) => dayNumber({ ...split(number), day: 1 });
  const daysOfKind = remembering<number[]>();
  return {
    base: numberOf(dayOf(start)),
    numberOf,
    firstDay,
    daysIn: (number) => {
      if (!allows(rule.byMonth, split(number).month)) return [];
      const first = firstDay(number);
      const length = firstDay(number + 1) - first;
      return daysOfKind(length * 8 + weekdayOf(first), () =>
        upTo(length).filter((offset) => matchesDay(inEveryMonth, first + offset)),
      );
    },
  };
}

function weeks(rule: Rule, start: number): Cut {
  const origin = startOfWeek(dayOf(start), rule.weekStart);
  const firstDay = (number: number) => origin + number * 7;
  const offsets = upTo(7).filter((offset) => isWeekdayOf(rule, origin + offset));
  return {
    base: 0,
    numberOf: (day) => Math.floor((day - origin) / 7),
    firstDay,
    daysIn: (number) =>
      rule.byMonth.length === 0
        ? offsets
        : offsets.filter((offset) => matchesDay(rule, firstDay(number) + offset)),
  };
}

const isWeekdayOf = (rule: Rule, day: number) =>
  rule.byDay.some(({ weekday }) => weekday === weekdayOf(day));

/**
 * Days, hours, minutes or seconds, `unit` being their length. The parts that limit them are asked from the largest on,
 * and one that says no is leapt over: a whole month, day, hour or minute at once.
 */
function clockPeriods(rule: Rule, start: number, unit: 86_400 | 3600 | 60 | 1): Periods {
  const base = Math.floor(start / unit);
  const none = { days: [], hours: [], minutes: [], seconds: [] };
  return {
    indexAt: (seconds) => Math.floor((Math.floor(seconds / unit) - base) / rule.interval),
    at: (index) => {
      const from = (base + index * rule.interval) * unit;
      const open = openFrom(rule, from, unit);
      if (open > from)
        return { from, ...none, next: Math.ceil((open / unit - base) / rule.interval) };
      const { hour, minute, second } = clockOf(from);
      return {
        from,
        days: [0],
        hours: unit < secondsPerDay ? [hour] : rule.byHour,
        minutes: unit < 3600 ? [minute] : rule.byMinute,
        seconds: unit === 1 ? [second] : rule.bySecond,
        next: index + 1,
      };
    },
  };
}

/** `from` itself where a rule lets it through, else the first time that what stands in the way lets through. */
function openFrom(rule: Rule, from: number, unit: number): number {
  const day = dayOf(from);
  const { hour, minute, second } = clockOf(from);
  if (rule.byMonth.length > 0) {
    const { year, month } = dateOf(day);
    const nextMonth = firstDayOfYear(year) + daysBeforeMonth(year, month + 1);
    if (!rule.byMonth.includes(month)) return nextMonth * secondsPerDay;
  }
  if (!matchesDay(rule, day)) return (day + 1) * secondsPerDay;
  if (unit <= 3600 && !allows(rule.byHour, hour)) return from - minute * 60 - second + 3600;
  if (unit <= 60 && !allows(rule.byMinute, minute)) return from - second + 60;
  if (unit === 1 && !allows(rule.bySecond, second)) return from + 1;
  return from;
}

const upTo = (length: number) => Array.from({ length }, (_, index) => index);

/** Answers what was found for the same kind before. */
function remembering<Found>() {
  const known = new Map<number, Found>();
  return (kind: number, find: () => Found): Found => {
    const found = known.get(kind) ?? find();
    known.set(kind, found);
    return found;
  };
}
