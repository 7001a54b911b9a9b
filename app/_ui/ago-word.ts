import type { Locale } from '../../server/domain/enums.ts';

const minute = 60_000;

/** "now", "5 min ago", "2 hr ago" within the last half day; null for what is older or to come. */
export function agoWord(at: string, now: number, locale: Locale): string | null {
  const passed = now - Date.parse(at);
  if (passed < -minute || passed >= 12 * 60 * minute) return null;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const minutes = Math.floor(Math.max(0, passed) / minute);
  if (minutes < 1) return words.format(0, 'second');
  return minutes < 60
    ? words.format(-minutes, 'minute')
    : words.format(-Math.floor(minutes / 60), 'hour');
}
