import type { DayPart } from './lexicon/day-parts.ts';
import type { Clock } from './readings.ts';

/** The minutes of a whole day. */
const minutesPerDay = 24 * 60;

/** The minute of the day that a clock means, beside a part of the day or alone. */
export function minutesOf({ hour, minute, form }: Clock, part?: DayPart): number {
  const meant =
    form === 'fixed' || hour > 12
      ? hour
      : part === undefined
        ? hourAlone(hour, form)
        : hourIn(hour, part);
  return (meant * 60 + minute + minutesPerDay) % minutesPerDay;
}

/** Without minutes and without a part of the day, 1 to 6 are afternoon. */
const hourAlone = (hour: number, form: Clock['form']): number =>
  form === 'bare' && hour >= 1 && hour <= 6 ? hour + 12 : hour;

function hourIn(hour: number, part: DayPart): number {
  if (part === 'morning') return hour % 12;
  if (part === 'afternoon') return hour > 0 && hour < 8 ? hour + 12 : hour;
  // Tonight at 1 is after midnight, and there is no 1 in the evening.
  if (part === 'evening') return hour === 12 ? 0 : hour <= 3 ? hour : hour + 12;
  return hour === 12 ? 0 : hour >= 6 ? hour + 12 : hour;
}

/** In which minutes of the day a part may lie; the night goes on past midnight. */
const windows: Record<DayPart, (minutes: number) => boolean> = {
  morning: (minutes) => minutes < 13 * 60,
  afternoon: (minutes) => minutes >= 12 * 60 && minutes < 19 * 60,
  evening: (minutes) => minutes >= 16 * 60,
  night: (minutes) => minutes >= 18 * 60 || minutes < 7 * 60,
};

/** Whether a clock can be a time of that part of the day. */
export const isOfPart = (clock: Clock, part: DayPart): boolean =>
  windows[part](minutesOf(clock, part)) || (clock.form !== 'fixed' && clock.hour <= 12);

/** A range of times as its first minute of the day, and how long it is: more than none and less than a day. */
export function resolveClocks(from: Clock, to: Clock, part?: DayPart) {
  const end = minutesOf(to, part);
  const start = to.form === 'fixed' && !part ? before(from, end) : minutesOf(from, part);
  const isOpen = to.form === 'bare' && to.hour <= 12 && part === undefined;
  const until = isOpen ? after(to, start) : end;
  return { start, length: (until - start + minutesPerDay) % minutesPerDay };
}

/** Of 3-4pm the first is 3pm: an open hour is the last that comes before the end. */
function before(from: Clock, end: number): number {
  if (from.form !== 'bare' || from.hour > 12) return minutesOf(from);
  const early = (from.hour % 12) * 60 + from.minute;
  const late = early + minutesPerDay / 2;
  return late < end || early >= end ? late : early;
}

/** Of `from 10 to 2` the second is 2 in the afternoon: an open hour is the first that comes after the start. */
function after(to: Clock, start: number): number {
  const early = (to.hour % 12) * 60 + to.minute;
  const late = early + minutesPerDay / 2;
  return early > start ? early : late > start ? late : early;
}

/** `HH:MM` of a minute of the day. */
export function timeText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
