import { Temporal } from 'temporal-polyfill';
import type { Locale } from '../domain/enums.ts';

const tags: Record<Locale, string> = { en: 'en-GB', ru: 'ru' };

/** `dueZone` is the zone of the due where it is not the reader's own. */
export type Due = { dueOn: string | null; dueTime: string | null; dueZone: string | null };

/** A due in the words of its reader, `Monday, 30 November 2026, 09:00`; null where there is none. */
export function sayDue(locale: Locale, { dueOn, dueTime, dueZone }: Due): string | null {
  if (dueOn === null) return null;
  const day = Temporal.PlainDate.from(dueOn).toLocaleString(tags[locale], {
    dateStyle: 'full',
    timeZone: 'UTC',
  });
  if (dueTime === null) return day;
  return `${day}, ${dueTime}${dueZone === null ? '' : ` (${dueZone})`}`;
}
