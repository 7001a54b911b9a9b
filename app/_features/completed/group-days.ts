import type { Locale } from '../../../server/domain/enums.ts';
import { dayOf, daysBetween } from '../../_client/clock.ts';
import type { Completion } from '../../_client/store/completed.ts';
import { dayWord, longDate } from '../../_ui/date-words.ts';

/** What was completed on a day of the person's, newest first. */
export type CompletedDay = { day: string; items: readonly Completion[] };

/** @param items newest first @param person whose zone and beginning of days count */
export function groupDays(
  items: readonly Completion[],
  person: { timeZone: string; dayStart: string },
): CompletedDay[] {
  const days = Map.groupBy(items, ({ completedAt }) => dayOf(Date.parse(completedAt), person));
  return [...days].map(([day, of]) => ({ day, items: of }));
}

/** "Today", "Yesterday", then "Tuesday 24 November"; «Сегодня», «Вчера», «Вторник, 24 ноября». */
export function completedHeading(day: string, setting: { today: string; locale: Locale }): string {
  const isNear = Math.abs(daysBetween(day, setting.today)) <= 1;
  const word = isNear ? dayWord(day, setting) : longDate(day, setting);
  return word.charAt(0).toLocaleUpperCase(setting.locale) + word.slice(1);
}
