import { dayIn } from '../domain/due.ts';
import { bug } from '../platform/bugs.ts';

/** The day of an instant in the zone of a task, which begins at midnight whoever looks. */
export function zoneDay(now: string, timeZone: string): string {
  return dayIn(now, bug('missed-in-utc') ? 'UTC' : timeZone);
}
