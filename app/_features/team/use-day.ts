'use client';

import { useLocale } from 'next-intl';
import { dayOf } from '../../_client/clock.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { shortDate } from '../../_ui/date-words.ts';

/** The day of an instant as the person reads it: "12 Dec". */
export function useDay(): (at: string) => string {
  const locale = useLocale();
  const me = useMe();
  const today = useToday();
  return (at) =>
    me && today !== '' ? shortDate(dayOf(Date.parse(at), me), { today, locale }) : '';
}
