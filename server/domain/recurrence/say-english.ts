import { joinWords } from './join-words.ts';
import type { DayOfYear, Pattern, PlacedWeekday, Unit } from './repeat-pattern.ts';
import type { Phrases } from './say-rule.ts';

/** The sentence in English. */
export const english: Phrases = {
  days: sayDays,
  afterCompletion: 'after it is done',
  until: (day) => `until ${sayDate(day)}`,
  times: (count) => (count === 1 ? '1 time' : `${count} times`),
  special: 'by a special rule',
};

const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const months = [
  ...'January February March April May June'.split(' '),
  ...'July August September October November December'.split(' '),
];

const short = (name: string): string => name.slice(0, 3);
const and = (words: readonly string[]): string => joinWords(words, 'and');

function sayDays(pattern: Pattern): string {
  const { kind, interval } = pattern;
  switch (kind) {
    case 'plain':
    case 'special':
      return every(interval, pattern.unit);
    case 'weekdays':
      return sayWeekdays(pattern);
    case 'days-of-month':
      return `${every(interval, 'month')} on ${and(pattern.days.map(sayDayOfMonth))}`;
    case 'weekdays-of-month':
      return sayWeekdaysOfMonth(pattern);
    case 'weekdays-of-year': {
      const ofMonths = and(pattern.months.map((month) => months[month - 1]!));
      return `${every(interval, 'year')} on ${andWithArticles(pattern.weekdays)} of ${ofMonths}`;
    }
    case 'dates':
      return `${every(interval, 'year')} on ${and(pattern.dates.map(sayDayOfYear))}`;
  }
}

const every = (interval: number, unit: Unit): string =>
  interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;

function sayWeekdays({ interval, weekdays: days }: Extract<Pattern, { kind: 'weekdays' }>): string {
  const isPlain = interval === 1;
  const each = `${every(interval, 'week')} on`;
  switch (days.join('')) {
    case '12345':
      return isPlain ? 'every weekday' : `${each} weekdays`;
    case '67':
      return isPlain ? 'on weekends' : `${each} weekends`;
  }
  const names = days.map((weekday) => weekdays[weekday - 1]!);
  const said = names.length === 1 ? names[0] : and(names.map(short));
  return `${isPlain ? 'every' : each} ${said}`;
}

/** Behind the first of them the article is left out: the 1st and 15th. */
function sayDayOfMonth(day: number, index: number): string {
  if (day < 0) return `the ${sayFromEnd(day)} day`;
  return index === 0 ? `the ${sayOrdinal(day)}` : sayOrdinal(day);
}

/** "of the month" tells "every 2nd Tuesday" from every other one. */
function sayWeekdaysOfMonth({
  interval,
  weekdays: days,
}: Extract<Pattern, { kind: 'weekdays-of-month' }>): string {
  const [only, ...others] = days;
  return interval === 1 && only && others.length === 0
    ? `every ${sayPlacedWeekday(only)} of the month`
    : `${every(interval, 'month')} on ${andWithArticles(days)}`;
}

/** The 1st Monday and the last Friday. */
const andWithArticles = (days: readonly PlacedWeekday[]): string =>
  and(days.map((day) => `the ${sayPlacedWeekday(day)}`));

/** 1st and 3rd Thursday. */
function sayPlacedWeekday({ weekday, nths }: PlacedWeekday): string {
  const places = nths.map((nth) => (nth < 0 ? sayFromEnd(nth) : sayOrdinal(nth)));
  return `${and(places)} ${weekdays[weekday - 1]}`;
}

function sayDayOfYear({ month, day }: DayOfYear): string {
  const name = months[month - 1]!;
  return day < 0 ? `the last day of ${name}` : `${day} ${short(name)}`;
}

const sayFromEnd = (nth: number): string => (nth === -1 ? 'last' : 'second-to-last');

function sayOrdinal(nth: number): string {
  const tens = nth % 100;
  const isTeen = tens > 10 && tens < 14;
  return `${nth}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th')}`;
}

function sayDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${short(months[month! - 1]!)} ${year}`;
}
