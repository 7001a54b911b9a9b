import { addDays } from '../../_client/clock.ts';
import { addMonths, weeksOf } from '../../_ui/month.ts';
import type { WeekStart } from '../../_ui/month.ts';

export const looks = ['month', 'week'] as const;
export type Look = (typeof looks)[number];

/** What a calendar shows: whole weeks, from their first day (inclusive) to `before` (exclusive). */
export type Shown = { weeks: readonly (readonly string[])[]; from: string; before: string };

/** The weeks of the month that holds a day, or the one week that does. */
export function shownWeeks(look: Look, day: string, weekStart: WeekStart): Shown {
  const month = day.slice(0, 7);
  const isShown = (week: readonly string[]) =>
    look === 'week' ? week.includes(day) : week.some((one) => one.startsWith(month));
  const weeks = weeksOf(day, weekStart).filter(isShown);
  const days = weeks.flat();
  return { weeks, from: days[0] ?? day, before: addDays(days.at(-1) ?? day, 1) };
}

/** A day of the next or the previous week, or the first of such a month. */
export function turnPage(look: Look, day: string, by: 1 | -1): string {
  return look === 'week' ? addDays(day, by * 7) : addMonths(day, by);
}
