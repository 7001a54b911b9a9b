import type { Locale } from '../../server/domain/enums.ts';
import { daysBetween } from '../_client/clock.ts';

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

type Setting = {
  today: Day;
  locale: Locale;
  /** Where there is room for a weekday and its date. */
  isFull?: boolean;
};

function instant(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Makes a format of a language once for the same options: making one takes longer than a row's drawing. */
function formats<Options, Format>(make: (locale: Locale, options: Options) => Format) {
  const kept = new Map<string, Format>();
  return (locale: Locale, options: Options): Format => {
    const key = locale + JSON.stringify(options);
    const format = kept.get(key) ?? make(locale, options);
    kept.set(key, format);
    return format;
  };
}

const dateFormat = formats(
  (locale, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }),
);
const nearFormat = formats(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
const numberFormat = formats(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** English words begin with a capital where they stand alone; Russian ones do not. */
function alone(text: string, locale: Locale): string {
  return locale === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The short name of a month: "Dec"; in Russian three letters, as a calendar's leaf has them: «ноя», «сен», «фев». */
function monthWord(day: Day, locale: Locale): string {
  const inDate = dateFormat(locale, { day: 'numeric', month: 'long' });
  const name = inDate.formatToParts(instant(day)).find(({ type }) => type === 'month')?.value ?? '';
  return name.slice(0, 3);
}

/** "12 Dec", «12 дек»; with the year where it is not this one. Never breaks. */
export function shortDate(day: Day, { today, locale }: Setting): string {
  const words = [String(Number(day.slice(8))), monthWord(day, locale)];
  if (day.slice(0, 4) !== today.slice(0, 4)) words.push(String(Number(day.slice(0, 4))));
  return words.join('\u00a0');
}

/** "Wed 25 Nov", «ср, 25 ноя». */
export function weekdayDate(day: Day, setting: Setting): string {
  const comma = setting.locale === 'ru' ? ',' : '';
  return `${weekdayWord(day, setting.locale)}${comma}\u00a0${shortDate(day, setting)}`;
}

/** A due as a word: "Tomorrow", "Fri", "12 Dec"; «завтра», «пт», «12 дек»; in full "Fri 27 Nov", «пт, 27 ноя». */
export function dayWord(day: Day, setting: Setting): string {
  const away = daysBetween(setting.today, day);
  if (Math.abs(away) <= 1) {
    const words = nearFormat(setting.locale, { numeric: 'auto' });
    return alone(words.format(away, 'day'), setting.locale);
  }
  if (setting.isFull) return weekdayDate(day, setting);
  if (away > 1 && away < 7) return weekdayWord(day, setting.locale);
  return shortDate(day, setting);
}

export type DueWord = { text: string; overdue: boolean };

type Due = {
  dueOn: Day;
  /** `HH:MM`. */
  dueTime?: string | null;
};

/**
 * What a row shows of a due.
 * @param now the person's present `HH:MM`; given, a time of today that has passed is overdue
 */
export function dueWord({ dueOn, dueTime = null }: Due, setting: Setting, now?: string): DueWord {
  const away = daysBetween(setting.today, dueOn);
  const text = dayWord(dueOn, setting);
  const late = away === 0 && dueTime !== null && now !== undefined && dueTime < now;
  return { text: dueTime === null ? text : `${text}\u00a0${dueTime}`, overdue: away < 0 || late };
}

/** A heading: "Tuesday 24 November", «вторник, 24 ноября»; with the year where it is not this one. */
export function longDate(day: Day, { today, locale }: Setting): string {
  const parts = dateFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).formatToParts(instant(day));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${Number(day.slice(0, 4))}`;
  const date = `${part('day')}\u00a0${part('month')}${year}`;
  return locale === 'ru' ? `${part('weekday')}, ${date}` : `${part('weekday')} ${date}`;
}

/** "November 2026", «ноябрь 2026»: above a month's grid. */
export function monthTitle(day: Day, locale: Locale): string {
  const month = dateFormat(locale, { month: 'long' }).format(instant(day));
  return `${month} ${Number(day.slice(0, 4))}`;
}

/** "23–29 Nov", «30 ноя – 6 дек»: above the days of a week. */
export function rangeTitle(from: Day, to: Day, setting: Setting): string {
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  const last = shortDate(to, setting);
  return isOneMonth ? `${Number(from.slice(8))}–${last}` : `${shortDate(from, setting)} – ${last}`;
}

/** The wall clock of an instant in the person's zone. */
function wallClock(at: string, timeZone: string): { day: Day; time: string } {
  const parts = dateFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(Date.parse(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** "14:05": a past instant in the person's zone, below a heading that says its day. */
export function timeWord(at: string, timeZone: string): string {
  return wallClock(at, timeZone).time;
}

/** The calendar day of an instant in the person's zone. */
export function dayAt(at: string, timeZone: string): Day {
  return wallClock(at, timeZone).day;
}

/** A past instant in the person's zone: "14:05" today, "Yesterday 14:05", "12 Dec 14:05". */
export function whenWord(at: string, timeZone: string, setting: Setting): string {
  const { day, time } = wallClock(at, timeZone);
  const away = daysBetween(setting.today, day);
  if (away === 0) return time;
  return `${away === -1 ? dayWord(day, setting) : shortDate(day, setting)}\u00a0${time}`;
}

/** "1 h 30 min", «1 ч 30 мин». */
export function durationWord(minutes: number, locale: Locale): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    numberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: locale === 'en' && name === 'hour' ? 'narrow' : 'short',
    })
      .format(value)
      .replace(/(\d)\s?(\p{L})/u, '$1\u00a0$2')
      .replace('.', '');
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? unit(hours, 'hour') : '', rest > 0 || hours === 0 ? unit(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ');
}

/** "Mon", «пн»: above a column of days. */
export function weekdayWord(day: Day, locale: Locale): string {
  return dateFormat(locale, { weekday: 'short' }).format(instant(day));
}
