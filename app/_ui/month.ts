import { addDays } from '../_client/clock.ts';
import type { Day } from './date-words.ts';

export type WeekStart = 'monday' | 'saturday' | 'sunday';

const first: Record<WeekStart, number> = { sunday: 0, monday: 1, saturday: 6 };

/** The first day of the month that is `count` months away. */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = String(Math.floor(months / 12)).padStart(4, '0');
  return `${year}-${String((((months % 12) + 12) % 12) + 1).padStart(2, '0')}-01`;
}

/** Six whole weeks that hold the month of `day`: always as many, so that the grid never jumps. */
export function weeksOf(day: Day, weekStart: WeekStart): Day[][] {
  const start = `${day.slice(0, 7)}-01`;
  const weekday = new Date(`${start}T00:00:00Z`).getUTCDay();
  const before = (weekday - first[weekStart] + 7) % 7;
  return Array.from({ length: 6 }, (_week, row) =>
    Array.from({ length: 7 }, (_day, column) => addDays(start, row * 7 + column - before)),
  );
}
