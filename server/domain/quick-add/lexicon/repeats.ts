import type { Repeat } from '../repeat.ts';
import { phrases, spellings, wordSet } from './table.ts';

type Base = Pick<Repeat, 'freq' | 'interval'>;

const workdays: Repeat = { freq: 'WEEKLY', interval: 1, byDay: daysOf([1, 2, 3, 4, 5]) };
const weekends: Repeat = { freq: 'WEEKLY', interval: 1, byDay: daysOf([6, 7]) };

function daysOf(weekdays: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]) {
  return weekdays.map((weekday) => ({ weekday }));
}

/** Units behind `every` and `once a`; hours and minutes are none. */
export const repeatUnits = spellings<Base>([
  ['day|days|день|дня|дней|дни', { freq: 'DAILY', interval: 1 }],
  ['week|weeks|неделю|недели|недель|неделя', { freq: 'WEEKLY', interval: 1 }],
  ['month|months|месяц|месяца|месяцев', { freq: 'MONTHLY', interval: 1 }],
  ['quarter|quarters|квартал|квартала|кварталов', { freq: 'MONTHLY', interval: 3 }],
  ['полгода', { freq: 'MONTHLY', interval: 6 }],
  ['year|years|год|года|лет', { freq: 'YEARLY', interval: 1 }],
]);

/** English words are adjectives too, so they count at the edge only. */
export const englishAdverbs = spellings<Base>([
  ['daily', { freq: 'DAILY', interval: 1 }],
  ['weekly', { freq: 'WEEKLY', interval: 1 }],
  ['biweekly|fortnightly', { freq: 'WEEKLY', interval: 2 }],
  ['monthly', { freq: 'MONTHLY', interval: 1 }],
  ['quarterly', { freq: 'MONTHLY', interval: 3 }],
  ['yearly|annually', { freq: 'YEARLY', interval: 1 }],
]);

export const russianAdverbs = spellings<Base>([
  ['ежедневно', { freq: 'DAILY', interval: 1 }],
  ['еженедельно', { freq: 'WEEKLY', interval: 1 }],
  ['ежемесячно', { freq: 'MONTHLY', interval: 1 }],
  ['ежеквартально', { freq: 'MONTHLY', interval: 3 }],
  ['ежегодно', { freq: 'YEARLY', interval: 1 }],
]);

/** Sets of days behind `every`. */
export const everyDays = phrases<Repeat>([
  ['weekday|weekdays|workday|workdays|working day|business day', workdays],
  ['будний день|рабочий день|будни', workdays],
  ['weekend|weekends|выходные|выходной', weekends],
]);

/** Sets of days in the plural: weekdays, по будням. */
export const pluralDays = phrases<Repeat>([
  ['weekdays|workdays', workdays],
  ['будням|рабочим дням|будним дням', workdays],
  ['weekends', weekends],
  ['выходным', weekends],
]);

/** Behind `в`: в будни. */
export const workdaysIn = phrases<Repeat>([['будни|будние дни|рабочие дни', workdays]]);

export const onceWords = phrases([['once a|once every|once per|раз в', true]]);

/** What makes a weekday or a day one of a month. */
export const ofMonth = phrases<'month' | 'every'>([
  ['of the month|of a month|месяца', 'month'],
  ['of every month|of each month|каждого месяца', 'every'],
]);

export const listMarks = wordSet(', & /');
export const listWords = wordSet('and и');

/** Before `раз в` and `weekly` these make it more than once, which is no repeat of a task. */
export const manyWords = wordSet('пару несколько много twice thrice times');
