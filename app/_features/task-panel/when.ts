import type { weekDays } from '../../../server/domain/enums.ts';
import { addDays } from '../../_client/clock.ts';

type WeekStart = (typeof weekDays)[number];

const first: Record<WeekStart, number> = { sunday: 0, monday: 1, saturday: 6 };

/** The first day of the week after the one that holds `today`. */
export function nextWeek(today: string, weekStart: WeekStart): string {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, (first[weekStart] - weekday + 7) % 7 || 7);
}

/** The days that are chosen most, by the names that `field` has for them. The weekend is the next Saturday. */
export function usualDays(today: string, weekStart: WeekStart) {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return [
    { name: 'today', day: today },
    { name: 'tomorrow', day: addDays(today, 1) },
    { name: 'weekend', day: addDays(today, (6 - weekday + 7) % 7 || 7) },
    { name: 'nextWeek', day: nextWeek(today, weekStart) },
  ] as const;
}

/** `HH:MM` from `9`, `930`, `9:30`, `21.30`; undefined where it is no time of day. */
export function parseTime(text: string): string | undefined {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:. ]?([0-5]\d))?$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
