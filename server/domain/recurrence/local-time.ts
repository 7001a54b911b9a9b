import { dateOf, dayNumber, daysInMonth, secondsPerDay } from './calendar.ts';

/** How a local time is written: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`. */
export type Form = 'day' | 'minute' | 'second';

/** A time on the wall of no zone: seconds since 1970-01-01T00:00 there, as if no clock were ever changed. */
export type LocalTime = { seconds: number; form: Form };

const written = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** @returns the local time of a text in one of the three forms, null where it is none */
export function readLocal(text: string): LocalTime | null {
  const match = written.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits?: string) => Number(digits ?? 0));
  const isDay =
    year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return null;
  return {
    seconds: dayNumber({ year, month, day }) * secondsPerDay + hour * 3600 + minute * 60 + second,
    form: match[4] === undefined ? 'day' : match[6] === undefined ? 'minute' : 'second',
  };
}

/** The text of a local time; seconds and times that the form has no room for are left out. */
export function writeLocal({ seconds, form }: LocalTime): string {
  const { year, month, day } = dateOf(dayOf(seconds));
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (form === 'day') return date;
  const clock = clockOf(seconds);
  const time = `${date}T${two(clock.hour)}:${two(clock.minute)}`;
  return form === 'minute' ? time : `${time}:${two(clock.second)}`;
}

/** The day before a day that is written `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  const seconds = readLocal(day)?.seconds ?? NaN;
  return writeLocal({ seconds: seconds - secondsPerDay, form: 'day' });
}

export const dayOf = (seconds: number) => Math.floor(seconds / secondsPerDay);

/** Hour, minute and second on the wall. */
export function clockOf(seconds: number): { hour: number; minute: number; second: number } {
  const past = seconds - dayOf(seconds) * secondsPerDay;
  return {
    hour: Math.floor(past / 3600),
    minute: Math.floor(past / 60) % 60,
    second: past % 60,
  };
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
