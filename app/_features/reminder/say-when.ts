import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { dayAt, timeWord } from '../../_ui/date-words.ts';

type When = ReminderOutput['when'];

const hour = 60;
const day = 24 * hour;

/** What is said of a reminder: the name of its words in `reminder`, and what stands in them. Times as "9:00". */
export type Said =
  | { name: 'atDue' }
  | { name: 'minutes' | 'hours' | 'days'; count: number }
  /** So many minutes before the due, told in several units. */
  | { name: 'duration'; minutes: number }
  | { name: 'onDay' | 'dayBefore'; time: string }
  | { name: 'daysBefore'; count: number; time: string }
  /** So many minutes before a time of the day of the due. */
  | { name: 'beforeTime'; minutes: number; time: string }
  /** A day and a time (`HH:MM`) on the wall of the zone. */
  | { name: 'wall'; day: string; time: string; timeZone: string | null };

/**
 * How a reminder is put into words. One before a due is said by what the due has: a time, or only a day.
 * @param timeZone the person's, for what is an instant
 */
export function sayWhen(
  when: When,
  { dueTime }: Pick<TaskOutput, 'dueTime'>,
  timeZone: string,
): Said {
  switch (when.kind) {
    case 'instant':
      return {
        name: 'wall',
        day: dayAt(when.at, timeZone),
        time: timeWord(when.at, timeZone),
        timeZone: null,
      };
    case 'local':
      return { name: 'wall', day: when.day, time: when.time, timeZone: when.timeZone };
    case 'relative':
      return dueTime === null ? beforeDay(when) : beforeTime(when.minutesBefore);
  }
}

function beforeTime(minutes: number): Said {
  if (minutes === 0) return { name: 'atDue' };
  if (minutes % day === 0) return { name: 'days', count: minutes / day };
  if (minutes % hour === 0 && minutes < day) return { name: 'hours', count: minutes / hour };
  return minutes < hour ? { name: 'minutes', count: minutes } : { name: 'duration', minutes };
}

function beforeDay({ minutesBefore, time: at }: Extract<When, { kind: 'relative' }>): Said {
  const time = at.replace(/^0/, '');
  const days = minutesBefore / day;
  if (days === 0) return { name: 'onDay', time };
  if (days === 1) return { name: 'dayBefore', time };
  if (Number.isInteger(days)) return { name: 'daysBefore', count: days, time };
  return { name: 'beforeTime', minutes: minutesBefore, time };
}
