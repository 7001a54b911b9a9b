import { Temporal } from 'temporal-polyfill';
import { instantIn } from '../due.ts';
import type { Due } from '../due.ts';

/**
 * When a reminder goes off. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`, times `HH:MM`.
 * `local` without a zone floats: it is meant in whatever zone its person is. `relative` is so long before the due of
 * its task; `time` is when a due that has no time counts as due.
 */
export type ReminderWhen =
  | { kind: 'instant'; at: string }
  | { kind: 'local'; day: string; time: string; timeZone: string | null }
  | { kind: 'relative'; minutesBefore: number; time: string };

const minutesPerDay = 24 * 60;

/**
 * When a reminder goes off, be that past or to come. Times on the wall that a zone leaves out are the later reading,
 * doubled ones the earlier (RFC 5545, 3.3.5).
 * @param zone the person's, for what floats and for dues without a time
 * @returns an instant with milliseconds; null for a relative one where the task has no due
 */
export function firingOf(when: ReminderWhen, due: Due, zone: string): string | null {
  switch (when.kind) {
    case 'instant':
      return when.at;
    case 'local':
      return instantIn(when.day, when.time, when.timeZone ?? zone);
    case 'relative':
      return firingBefore(when, due, zone);
  }
}

/** Whole days are days of the calendar there, what is less is exact (RFC 5545, 3.3.6). */
function firingBefore(
  { minutesBefore, time }: Extract<ReminderWhen, { kind: 'relative' }>,
  { dueOn, dueTime, timeZone }: Due,
  zone: string,
): string | null {
  if (dueOn === null) return null;
  const days = Math.floor(minutesBefore / minutesPerDay);
  const day = Temporal.PlainDate.from(dueOn).subtract({ days }).toString();
  // A due without a time is a day of whoever looks, also where the task repeats and has a zone.
  const start =
    dueTime === null ? instantIn(day, time, zone) : instantIn(day, dueTime, timeZone ?? zone);
  return Temporal.Instant.from(start)
    .subtract({ minutes: minutesBefore % minutesPerDay })
    .toString({ smallestUnit: 'millisecond' });
}
