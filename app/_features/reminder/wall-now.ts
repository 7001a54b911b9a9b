import { nowIso } from '../../_client/clock.ts';
import { dayAt, timeWord } from '../../_ui/date-words.ts';

/** The present `YYYY-MM-DD HH:MM` on the wall of a zone. */
export function wallNow(timeZone: string): string {
  const now = nowIso();
  return `${dayAt(now, timeZone)} ${timeWord(now, timeZone)}`;
}
