import type { Locale } from '../../../server/domain/enums.ts';
import { durationWord } from '../../_ui/date-words.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes as a person reads it: "12 MB", «12 МБ». A kilobyte has 1000 bytes. */
export function bytesWord(bytes: number, locale: Locale): string {
  const at = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** at);
}

const aDay = 86_400;

/** How long something runs: whole days from the second on, "1 h 30 min" before. */
export function uptimeWord(seconds: number, locale: Locale): string {
  if (seconds < 2 * aDay) return durationWord(Math.floor(seconds / 60), locale);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(
    Math.floor(seconds / aDay),
  );
}
