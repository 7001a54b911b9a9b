import { monthInGenitive, plural, sayDate } from '../russian-numbers.ts';
import type { Forms } from '../russian-numbers.ts';
import type { Weekday } from './calendar.ts';
import { joinWords } from './join-words.ts';
import type { DayOfYear, Pattern, PlacedWeekday, Unit } from './repeat-pattern.ts';
import type { Phrases } from './say-rule.ts';

/** The sentence in Russian. */
export const russian: Phrases = {
  days: sayDays,
  afterCompletion: 'после выполнения',
  until: (day) => `до ${sayDate(day)}`,
  times: (count) => `${count} ${plural(count, ['раз', 'раза', 'раз'])}`,
  special: 'по особому правилу',
};

type Gender = 'masculine' | 'feminine' | 'neuter';

/** Accusative, dative plural, abbreviation. Monday first. */
const weekdayNames: readonly (readonly [
  gender: Gender,
  one: string,
  many: string,
  short: string,
])[] = [
  ['masculine', 'понедельник', 'понедельникам', 'пн'],
  ['masculine', 'вторник', 'вторникам', 'вт'],
  ['feminine', 'среду', 'средам', 'ср'],
  ['masculine', 'четверг', 'четвергам', 'чт'],
  ['feminine', 'пятницу', 'пятницам', 'пт'],
  ['feminine', 'субботу', 'субботам', 'сб'],
  ['neuter', 'воскресенье', 'воскресеньям', 'вс'],
];

/** All in the accusative. */
const units: Record<Unit, readonly [gender: Gender, ...forms: Forms]> = {
  year: ['masculine', 'год', 'года', 'лет'],
  month: ['masculine', 'месяц', 'месяца', 'месяцев'],
  week: ['feminine', 'неделю', 'недели', 'недель'],
  day: ['masculine', 'день', 'дня', 'дней'],
  hour: ['masculine', 'час', 'часа', 'часов'],
  minute: ['feminine', 'минуту', 'минуты', 'минут'],
  second: ['feminine', 'секунду', 'секунды', 'секунд'],
};

/** Accusative: what goes with «понедельник», «среду», «воскресенье». */
const genders = {
  every: { masculine: 'каждый', feminine: 'каждую', neuter: 'каждое' },
  ordinal: { masculine: 'й', feminine: 'ю', neuter: 'е' },
  last: { masculine: 'последний', feminine: 'последнюю', neuter: 'последнее' },
} as const;

const and = (words: readonly string[]): string => joinWords(words, 'и');

function sayDays(pattern: Pattern): string {
  const { kind, interval } = pattern;
  switch (kind) {
    case 'plain':
    case 'special':
      return every(interval, pattern.unit);
    case 'weekdays':
      return sayWeekdays(pattern);
    case 'days-of-month':
      return `${every(interval, 'month')} ${sayDaysOfMonth(pattern.days)}`;
    case 'weekdays-of-month':
      return sayWeekdaysOfMonth(pattern);
    case 'weekdays-of-year': {
      const ofMonths = and(pattern.months.map(monthInGenitive));
      return `${every(interval, 'year')} ${inPlacedWeekdays(pattern.weekdays)} ${ofMonths}`;
    }
    case 'dates':
      return `${every(interval, 'year')} ${and(pattern.dates.map(sayDayOfYear))}`;
  }
}

/** «Каждые» goes with no number that ends in one: it is «раз в 21 день». */
function every(interval: number, unit: Unit): string {
  const [gender, ...forms] = units[unit];
  const form = plural(interval, forms);
  if (interval === 1) return `${genders.every[gender]} ${form}`;
  return form === forms[0] ? `раз в ${interval} ${form}` : `каждые ${interval} ${form}`;
}

function sayWeekdays({ interval, weekdays }: Extract<Pattern, { kind: 'weekdays' }>): string {
  const [gender, one, many] = weekdayNames[weekdays[0]! - 1]!;
  if (interval === 1 && weekdays.length === 1) return `${genders.every[gender]} ${one}`;
  const days = weekdays.length === 1 ? many : sayShortly(weekdays);
  return interval === 1 ? `по ${days}` : `${every(interval, 'week')} по ${days}`;
}

function sayShortly(weekdays: readonly Weekday[]): string {
  const set = { 12345: 'будням', 67: 'выходным' }[weekdays.join('')];
  return set ?? and(weekdays.map((weekday) => weekdayNames[weekday - 1]![3]));
}

/** «1-го и 15-го числа», «15-го числа и в последний день». */
function sayDaysOfMonth(days: readonly number[]): string {
  const dates = days.filter((day) => day > 0).map((day) => `${day}-го`);
  const fromEnd = days.filter((day) => day < 0);
  const said = fromEnd.map((day) => `в ${sayFromEnd(day, 'masculine')} день`);
  return and(dates.length > 0 ? [`${and(dates)} числа`, ...said] : said);
}

function sayWeekdaysOfMonth({
  interval,
  weekdays,
}: Extract<Pattern, { kind: 'weekdays-of-month' }>): string {
  const [only, ...others] = weekdays;
  if (interval > 1 || !only || others.length > 0)
    return `${every(interval, 'month')} ${inPlacedWeekdays(weekdays)}`;
  const [gender] = weekdayNames[only.weekday - 1]!;
  return `${genders.every[gender]} ${sayPlacedWeekday(only)} месяца`;
}

/** «В 1-й понедельник и последнюю пятницу»; it is «во» before «2-й», which is read «второй». */
function inPlacedWeekdays(weekdays: readonly PlacedWeekday[]): string {
  const said = and(weekdays.map(sayPlacedWeekday));
  return said.startsWith('2-') ? `во ${said}` : `в ${said}`;
}

/** «1-й и 3-й четверг». */
function sayPlacedWeekday({ weekday, nths }: PlacedWeekday): string {
  const [gender, name] = weekdayNames[weekday - 1]!;
  return `${and(nths.map((nth) => sayPlace(nth, gender)))} ${name}`;
}

function sayPlace(nth: number, gender: Gender): string {
  return nth < 0 ? sayFromEnd(nth, gender) : `${nth}-${genders.ordinal[gender]}`;
}

const sayFromEnd = (nth: number, gender: Gender): string =>
  `${nth === -1 ? '' : 'пред'}${genders.last[gender]}`;

function sayDayOfYear({ month, day }: DayOfYear): string {
  const name = monthInGenitive(month);
  return day < 0 ? `в последний день ${name}` : `${day} ${name}`;
}
