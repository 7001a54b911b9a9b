import { Temporal } from 'temporal-polyfill';
import { instantIn } from '../due.ts';

/** From when until when a person is left alone, `HH:MM` on the wall of their zone; over midnight where `to` is earlier. */
export type QuietHours = { from: string; to: string };

/**
 * When the quiet hours end in which an instant lies: the first instant that is outside of them. Both ends are read as
 * any time on the wall (RFC 5545, 3.3.5), so an hour that comes twice lengthens them, and one that is left out shortens.
 * @returns an instant with milliseconds; null where it lies in none
 */
export function quietUntil(instant: string, { from, to }: QuietHours, zone: string): string | null {
  const today = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  for (const day of [today.subtract({ days: 1 }), today]) {
    const start = instantIn(day.toString(), from, zone);
    const end = instantIn(day.add({ days: to < from ? 1 : 0 }).toString(), to, zone);
    if (isBefore(instant, start) || !isBefore(instant, end)) continue;
    return end;
  }
  return null;
}

const isBefore = (one: string, other: string) =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) < 0;
