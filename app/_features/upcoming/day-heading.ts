import type { Locale } from '../../../server/domain/enums.ts';
import { daysBetween } from '../../_client/clock.ts';
import { dayWord, longDate } from '../../_ui/date-words.ts';

type Setting = { today: string; locale: Locale };

/** "Today · Thursday 26 November", "Tomorrow · …"; later days by their date alone. */
export function dayHeading(day: string, setting: Setting): string {
  const away = daysBetween(setting.today, day);
  const date = longDate(day, setting);
  return capital(away === 0 || away === 1 ? `${dayWord(day, setting)} · ${date}` : date);
}

/** A heading begins with a capital in both languages. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
