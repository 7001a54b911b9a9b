/** Days are whole numbers from 1970-01-01 on, in the proleptic Gregorian calendar; months are 1 to 12. */
export type CalendarDate = { year: number; month: number; day: number };

/** Monday is 1, Sunday 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const secondsPerDay = 86_400;

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const daysFromYearOneTo1970 = 719_162;

/** The remainder that is never negative. */
const modulo = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export const daysInYear = (year: number) => (isLeapYear(year) ? 366 : 365);

export const daysInMonth = (year: number, month: number) =>
  daysBeforeMonth(year, month + 1) - daysBeforeMonth(year, month);

/** How many days of the year have passed when a month begins; month 13 is the next January. */
export function daysBeforeMonth(year: number, month: number): number {
  return daysBefore[month - 1]! + (month > 2 && isLeapYear(year) ? 1 : 0);
}

export function firstDayOfYear(year: number): number {
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return past * 365 + leapDays - daysFromYearOneTo1970;
}

export function dayNumber({ year, month, day }: CalendarDate): number {
  return firstDayOfYear(year) + daysBeforeMonth(year, month) + day - 1;
}

export function yearOf(day: number): number {
  let year = Math.floor((day + daysFromYearOneTo1970) / 365.2425) + 1;
  while (firstDayOfYear(year) > day) year -= 1;
  while (firstDayOfYear(year + 1) <= day) year += 1;
  return year;
}

export function dateOf(dayNumber: number): CalendarDate {
  const year = yearOf(dayNumber);
  const past = dayNumber - firstDayOfYear(year);
  let month = Math.floor(past / 32) + 1;
  while (daysBeforeMonth(year, month + 1) <= past) month += 1;
  return { year, month, day: past - daysBeforeMonth(year, month) + 1 };
}

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number) => (modulo(day + 3, 7) + 1) as Weekday;

/** The first day of the week that holds `day`, where weeks begin on `weekStart`. */
export const startOfWeek = (day: number, weekStart: Weekday) =>
  day - modulo(weekdayOf(day) - weekStart, 7);

/** Where week 1 of a year begins: the first week with at least four days in it (RFC 5545, 3.3.10). */
export const firstWeekOfYear = (year: number, weekStart: Weekday) =>
  startOfWeek(firstDayOfYear(year) + 3, weekStart);

/** The year to whose weeks `day` belongs: at its edges another than that of the date. */
export function weekYearOf(day: number, weekStart: Weekday): number {
  return yearOf(startOfWeek(day, weekStart) + 3);
}
