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
  ['week|weeks|wk|wks|неделю|недели|недель|неделя|нед', { freq: 'WEEKLY', interval: 1 }],
  ['fortnight|fortnights', { freq: 'WEEKLY', interval: 2 }],
  ['month|months|месяц|месяца|месяцев|мес', { freq: 'MONTHLY', interval: 1 }],
  ['quarter|quarters|квартал|квартала|кварталов', { freq: 'MONTHLY', interval: 3 }],
  ['полгода', { freq: 'MONTHLY', interval: 6 }],
  ['year|years|yr|yrs|год|года|лет', { freq: 'YEARLY', interval: 1 }],
]);

/** English words are adjectives too, so they count at the edge only. */
export const englishAdverbs = spellings<Base>([
  ['daily|everyday', { freq: 'DAILY', interval: 1 }],
  ['weekly', { freq: 'WEEKLY', interval: 1 }],
  ['biweekly|fortnightly', { freq: 'WEEKLY', interval: 2 }],
  ['monthly', { freq: 'MONTHLY', interval: 1 }],
  ['bimonthly', { freq: 'MONTHLY', interval: 2 }],
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

/** How often that is no repeat of a task, or not one by itself; the English ones count at the edge only. */
export const halfAdverbs = wordSet(
  'hourly nightly semimonthly semiweekly biannually semiannually ежечасно ежеминутно',
);

/** Parts of an adverb that a hyphen may part: bi-weekly is biweekly, semi-monthly is half understood. */
export const adverbPrefixes = wordSet('bi semi tri');

export const onceWords = phrases([
  ['once a|once every|once each|once per|once in|once in a|раз в', true],
]);

/** How many times, behind which `a week` or `в неделю` may stand; that of `times` stands before it. */
export const severalTimes = spellings([
  ['twice|дважды', 2],
  ['thrice|трижды', 3],
]);
export const timesOfUnit = phrases([
  ['times a|times per|times every|times each|times in a|times /|time a|time per|time in a', true],
  ['раз в|раза в|раз /|раза /|разу в', true],
]);
/** Behind a figure: 3x a week. */
export const timesAsSign = phrases([['x a|x per|x every|x each|x /', true]]);
export const severalOfUnit = phrases([['a|per|every|each|in a|в', true]]);

/** Every other one: every alternate friday. */
export const otherWords = wordSet('other alternate');

/** Between `every` and what comes again they change nothing. */
export const fillers = phrases([['single|and every', true]]);

/** What makes a weekday or a day one of a month. */
export const ofMonth = phrases<'month' | 'every'>([
  ['of the month|of a month|of month|месяца', 'month'],
  ['of every month|of each month|every month|each month|каждого месяца|каждый месяц', 'every'],
]);

/** What makes a date one of each year. */
export const ofYear = phrases([
  ['of every year|of each year|every year|each year|каждого года|каждый год', true],
]);

export const listMarks = wordSet(', & /');
export const listWords = wordSet('and и');

/** Before `раз в` and `weekly` these make it more than once, which is no repeat of a task. */
export const manyWords = wordSet(
  'пару несколько много сто сотню тысячу десяток twice thrice times',
);

/** Seasons come again each year, and say no day. */
export const seasons = wordSet(
  'spring summer autumn fall winter весну весна лето осень зиму зима весной летом осенью зимой',
);

/** What may stand between `every` and a weekday or a unit and says which of them, so that it is not understood. */
export const whichWords = wordSet(
  'single alternate alternating other odd even working school leap calendar full next black good ' +
    'четный четную четное четные нечетный нечетную нечетное нечетные рабочий рабочую рабочее рабочие ' +
    'учебный учебную учебные следующий следующую следующее последующий последующую очередной очередную',
);
