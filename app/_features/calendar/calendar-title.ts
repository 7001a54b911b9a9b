'use client';

import { useLocale } from 'next-intl';
import { addDays } from '../../_client/clock.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { monthTitle, rangeTitle } from '../../_ui/date-words.ts';
import type { Look } from './span.ts';

/** "November 2026", or "23–29 Nov": what a calendar shows, of which `from` is the first day. */
export function useCalendarTitle(look: Look, day: string, from: string): string {
  const locale = useLocale();
  const today = useToday();
  if (look === 'month') return monthTitle(day, locale);
  return rangeTitle(from, addDays(from, 6), { today, locale });
}
