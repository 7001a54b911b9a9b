'use client';

import { useLocale } from 'next-intl';
import { useCallback } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { whenWord } from '../../_ui/date-words.ts';

/** Says when something was, by the person's own clock. */
export function useWhen(): (at: string) => string {
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  return useCallback((at) => whenWord(at, timeZone, { today, locale }), [today, locale, timeZone]);
}
