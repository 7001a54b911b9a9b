import { dateOf, dayNumber, daysInMonth, startOfWeek, weekdayOf } from '../recurrence/calendar.ts';
import type { Weekday } from '../recurrence/calendar.ts';
import type { DayUnit } from './lexicon/units.ts';

/** Which end of a week, month or year is meant. */
export type Place = 'start' | 'mid' | 'end';

/**
 * A day as the line says it, before it is known what day it is. `week` 0 is this week, 1 the next; a weekday that is a
 * week later comes seven days after the first.
 */
export type DaySpec =
  | { by: 'offset'; unit: DayUnit; amount: number }
  | WeekdaySpec
  | { by: 'weekend'; week: number }
  | { by: 'date'; month: number; day: number; year?: number | undefined }
  | { by: 'month-day'; day: number; ahead?: number }
  | PeriodSpec
  | { by: 'month'; month: number; place: Place };

/** Of a whole period (this week, not the end of it) the place is the day by which it is over, or on which it begins. */
type PeriodSpec = {
  by: 'period';
  unit: 'week' | 'month' | 'year';
  ahead: number;
  place: Place;
  isWhole?: boolean;
};

type WeekdaySpec = {
  by: 'weekday';
  weekday: Weekday;
  week?: number | undefined;
  isWeekLater?: boolean;
};

/**
 * Where days are counted from: today, or the start that a line names; and the first day of a week, Monday unless said.
 * Days are numbers as in recurrence/calendar.
 */
export type Base = { today: number; weekStart?: Weekday; from?: number | undefined };

/** No day after this one is read. */
const latestDay = dayNumber({ year: 2999, month: 12, day: 31 });

/**
 * The day that is meant: the first such day on or after the base, a weekday without a start the first after today.
 * @returns undefined where there is none up to the year 2999
 */
export function resolveDay(spec: DaySpec, base: Base): number | undefined {
  const day = dayOfSpec(spec, base);
  return day === undefined || day > latestDay ? undefined : day;
}

function dayOfSpec(spec: DaySpec, base: Base): number | undefined {
  const { today, from } = base;
  switch (spec.by) {
    case 'offset':
      return addUnits(today, spec);
    case 'weekday':
      return resolveWeekday(spec, base);
    case 'weekend': {
      // Saturday and Sunday are one weekend, wherever a week begins.
      const saturday = startOfWeek(today, 1) + 5 + 7 * spec.week;
      return spec.week === 0 ? Math.max(saturday, today) : saturday;
    }
    case 'date':
      return resolveDate(spec, from ?? today);
    case 'month-day':
      return firstDate(monthAhead(from ?? today, spec.ahead), (month) => ({
        ...month,
        day: spec.day,
      }));
    case 'period':
      return spec.unit === 'week'
        ? resolveWeek(spec, base)
        : resolvePeriod({ ...spec, unit: spec.unit }, from ?? today);
    case 'month':
      return firstDate(from ?? today, (at) =>
        at.month === spec.month ? { ...at, day: dayOfPlace(spec.place, at) } : undefined,
      );
  }
}

/** The first day of a month ahead; of this month the day itself. */
function monthAhead(day: number, months = 0): number {
  if (months === 0) return day;
  return addUnits(dayNumber({ ...dateOf(day), day: 1 }), { unit: 'month', amount: months });
}

/** Adds units to a day; of a shorter month it is the last day. */
function addUnits(day: number, { unit, amount }: { unit: DayUnit; amount: number }): number {
  if (unit === 'day') return day + amount;
  if (unit === 'week') return day + 7 * amount;
  const date = dateOf(day);
  const months = date.year * 12 + date.month - 1 + amount * (unit === 'year' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return dayNumber({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
}

/** Whether such a day is there in some year, or in the one that is named. */
export function isDate({ month, day, year = 2000 }: { month: number; day: number; year?: number }) {
  return month >= 1 && month <= 12 && day >= 1 && year > 0 && day <= daysInMonth(year, month);
}

/** The last such day on or before another: of a range that is under way the first day is past. */
export function lastDateBefore(spec: { month: number; day: number }, day: number): number {
  const { year } = dateOf(day);
  const years = Array.from({ length: 9 }, (_, back) => year - back);
  const found = years.find((one) => isDate({ ...spec, year: one }) && numberOf(spec, one) <= day);
  return numberOf(spec, found ?? year);
}

const numberOf = ({ month, day }: { month: number; day: number }, year: number) =>
  dayNumber({ year, month, day });

function resolveWeekday(
  { weekday, week, isWeekLater }: WeekdaySpec,
  { today, from, weekStart = 1 }: Base,
): number {
  if (week !== undefined)
    return startOfWeek(today, weekStart) + 7 * week + ((weekday - weekStart + 7) % 7);
  const first = from ?? today + 1;
  const later = isWeekLater ? 7 : 0;
  return first + ((weekday - weekdayOf(first) + 7) % 7) + later;
}

function resolveDate(
  spec: { month: number; day: number; year?: number | undefined },
  from: number,
) {
  if (spec.year !== undefined) return numberOf(spec, spec.year);
  return firstDate(from, (at) => (at.month === spec.month ? { ...at, day: spec.day } : undefined));
}

const wednesday = 3;

function resolveWeek(
  { ahead, place }: { ahead: number; place: Place },
  { today, from = today, weekStart = 1 }: Base,
): number {
  const first = startOfWeek(from, weekStart) + 7 * ahead;
  const day = first + { start: 0, mid: (wednesday - weekStart + 7) % 7, end: 6 }[place];
  return day < from ? day + 7 : day;
}

function resolvePeriod(
  { unit, ahead, place }: { unit: 'month' | 'year'; ahead: number; place: Place },
  from: number,
): number | undefined {
  const date = dateOf(from);
  const first = dayNumber({ ...date, month: unit === 'year' ? 1 : date.month, day: 1 });
  const at = dateOf(ahead === 0 ? first : addUnits(first, { unit, amount: ahead }));
  const month = unit === 'year' ? { start: 1, mid: 7, end: 12 }[place] : at.month;
  const day = unit === 'year' && place !== 'end' ? 1 : dayOfPlace(place, { ...at, month });
  const found = dayNumber({ year: at.year, month, day });
  return found < from ? resolvePeriod({ unit, ahead: 1, place }, from) : found;
}

const dayOfPlace = (place: Place, { year, month }: { year: number; month: number }) =>
  ({ start: 1, mid: 15, end: daysInMonth(year, month) })[place];

type YearMonth = { year: number; month: number };

/** The first day on or after another that a rule names in its month. 29 February comes within eight years. */
function firstDate(
  from: number,
  dayIn: (at: YearMonth) => (YearMonth & { day: number }) | undefined,
): number | undefined {
  const { year, month } = dateOf(from);
  for (let ahead = 0; ahead <= 8 * 12 + 1; ahead += 1) {
    const months = year * 12 + month - 1 + ahead;
    const date = dayIn({ year: Math.floor(months / 12), month: (months % 12) + 1 });
    if (date && isDate(date) && dayNumber(date) >= from) return dayNumber(date);
  }
  return undefined;
}
