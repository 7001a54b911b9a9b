'use client';

import { useLocale } from 'next-intl';
import { useCallback } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { dayOf } from '../../_client/clock.ts';
import { shortDate, whenWord } from '../../_ui/date-words.ts';

/** Says when something was, by the person's own clock. */
export function useWhen(): (at: string) => string {
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  return useCallback((at) => whenWord(at, timeZone, { today, locale }), [today, locale, timeZone]);
}

/** Says on which day something was: "12 Dec". */
export function useOnDay(): (at: string) => string {
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  return useCallback(
    (at) => shortDate(dayOf(Date.parse(at), { timeZone, dayStart: '00:00' }), { today, locale }),
    [today, locale, timeZone],
  );
}
