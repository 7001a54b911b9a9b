import { Temporal } from 'temporal-polyfill';
import { dayNumber, secondsPerDay } from '../recurrence/calendar.ts';
import { writeLocal } from '../recurrence/local-time.ts';

/** A day (as a number, see recurrence/calendar) and the minute of it, on the wall of one zone. */
export type WallTime = { day: number; minutes: number };

/** What the wall shows in a zone, so many minutes after an instant. */
export function wallTime(instant: string, timeZone: string, later = 0): WallTime {
  const zoned = Temporal.Instant.from(instant).add({ minutes: later }).toZonedDateTimeISO(timeZone);
  return { day: dayNumber(zoned), minutes: zoned.hour * 60 + zoned.minute };
}

/** The day of a wall where days begin at `dayStart`, `HH:MM`: before it that is the day before. @throws RangeError */
export function dayOnWall({ day, minutes }: WallTime, dayStart?: string): number {
  if (dayStart === undefined) return day;
  const { hour, minute } = Temporal.PlainTime.from(dayStart);
  return minutes < hour * 60 + minute ? day - 1 : day;
}

/** The day on which a minute of the day comes next. */
export const nextDayAt = (minutes: number, now: WallTime): number =>
  minutes > now.minutes ? now.day : now.day + 1;

/** `YYYY-MM-DD` of a day. */
export const dayText = (day: number): string =>
  writeLocal({ seconds: day * secondsPerDay, form: 'day' });

/** The day of a `YYYY-MM-DD`. */
export const dayOf = (text: string): number => dayNumber(Temporal.PlainDate.from(text));
