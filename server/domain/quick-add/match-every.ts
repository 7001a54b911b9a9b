import { bareParts } from './lexicon/day-parts.ts';
import { dateWords, weekendWords } from './lexicon/days.ts';
import { lastWords } from './lexicon/numbers.ts';
import { everyDays, fillers, ofMonth, otherWords, repeatUnits } from './lexicon/repeats.ts';
import { everyWords } from './lexicon/words.ts';
import { entryAt, gluedAt, phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { isNounAt } from './is-noun-at.ts';
import { dayMonthAt, dayOfMonthAt, monthAt, monthDayAt } from './match-date.ts';
import { cardinalAt, ordinalAt } from './match-number.ts';
import { listAt, weekdayIn, weekdaysAt } from './match-weekdays.ts';
import type { Repeat } from './repeat.ts';
import { isDate } from './resolve-day.ts';

type RepeatMatch = Match<Repeat> | undefined;

/** `of every month` and `каждого месяца` say of what something is, which was not understood. */
export function isOfOther(line: Line, at: number): boolean {
  const isGenitive = ['каждого', 'каждой'].includes(wordAt(line, at));
  return wordAt(line, at - 1) === 'of' || (isGenitive && repeatUnits.has(wordAt(line, at + 1)));
}

/** A repeat behind `every` or `каждый`; with a `!` it counts from completion. */
export function everyAt(line: Line, at: number): RepeatMatch {
  if (!everyWords.has(wordAt(line, at)) || isOfOther(line, at)) return undefined;
  const isCompletion = gluedAt(line, at + 1) === '!';
  const next = isCompletion ? at + 2 : at + 1;
  const place = entryAt(line, next, fillers)?.end ?? next;
  const found =
    countedAt(line, place) ??
    otherAt(line, place) ??
    daysOfEveryAt(line, place) ??
    plainAt(line, place);
  return found && isCompletion
    ? { end: found.end, value: { ...found.value, isCompletion } }
    : found;
}

/** The days that `every` may have behind it: 5 May, last friday, 1st and 15th, mon wed fri. */
export function daysOfEveryAt(line: Line, at: number): RepeatMatch {
  return (
    dateAt(line, at) ??
    nthWeekdayOfYearAt(line, at) ??
    lastAt(line, at) ??
    ordinalsAt(line, at) ??
    daysOfMonthAt(line, at) ??
    weeklyAt(line, at, 1)
  );
}

/** Behind `on the` or `в`. */
export function afterLead(line: Line, at: number): number {
  const next = ['on', 'в', 'во'].includes(wordAt(line, at)) ? at + 1 : at;
  const isArticle = next > at && wordAt(line, next) === 'a';
  return isArticle || wordAt(line, next) === 'the' ? next + 1 : next;
}

/** A repeat has fewer units than this between two days. */
const mostUnits = 1000;

/** Every 3 days, каждые две недели. */
export function countedAt(line: Line, at: number): RepeatMatch {
  const couple = phraseAt(line, at, ['couple', 'of']);
  const count = couple === undefined ? cardinalAt(line, at) : { end: couple, value: 2 };
  const unit = count && repeatUnits.get(wordAt(line, count.end));
  if (!unit) return undefined;
  const interval = unit.interval * count.value;
  return interval > 0 && interval < mostUnits
    ? { end: count.end + 1, value: { ...unit, interval } }
    : undefined;
}

/** Every day, every weekday, every morning. */
function plainAt(line: Line, at: number): RepeatMatch {
  const days = entryAt(line, at, everyDays);
  if (days) return days;
  const unit = repeatUnits.get(wordAt(line, at));
  if (unit) return { end: at + 1, value: unit };
  const part = bareParts.get(wordAt(line, at));
  return part && { end: at + 1, value: { freq: 'DAILY', interval: 1, part } };
}

function weeklyAt(line: Line, at: number, interval: number): RepeatMatch {
  const days = weekdaysAt(line, at);
  return (
    days && {
      end: days.end,
      value: { freq: 'WEEKLY', interval, byDay: days.value.map((weekday) => ({ weekday })) },
    }
  );
}

/** Every other week, every alternate tuesday. */
function otherAt(line: Line, at: number): RepeatMatch {
  if (!otherWords.has(wordAt(line, at))) return undefined;
  return everySecondAt(line, at + 1, 2);
}

function everySecondAt(line: Line, at: number, interval: number): RepeatMatch {
  const unit = repeatUnits.get(wordAt(line, at));
  if (unit) return { end: at + 1, value: { ...unit, interval: unit.interval * interval } };
  if (interval !== 2) return undefined;
  const isWeekend = weekendWords.has(wordAt(line, at));
  const weekend = isWeekend ? entryAt(line, at, everyDays) : undefined;
  return weekend
    ? { end: weekend.end, value: { ...weekend.value, interval } }
    : weeklyAt(line, at, interval);
}

/** Every 5 May, every December 1st, каждое 5 мая. */
function dateAt(line: Line, at: number): RepeatMatch {
  const date = dayMonthAt(line, at) ?? monthDayAt(line, at);
  return date && isDate(date.value)
    ? {
        end: date.end,
        value: {
          freq: 'YEARLY',
          interval: 1,
          byMonth: date.value.month,
          byMonthDay: [date.value.day],
        },
      }
    : undefined;
}

/** Every last friday, каждый последний день месяца. */
function lastAt(line: Line, at: number): RepeatMatch {
  if (!lastWords.has(wordAt(line, at))) return undefined;
  const found = nthWeekdayAt(line, at) ?? lastDayAt(line, at);
  return found && { end: afterMonth(line, found.end), value: found.value };
}

const afterMonth = (line: Line, at: number): number => entryAt(line, at, ofMonth)?.end ?? at;

const dayWords: ReadonlySet<string> = new Set(['day', 'день', 'дня']);

/** A day of a month from its first, or -1 for its last. */
const isMonthDay = (day: number): boolean => day === -1 || (day >= 1 && day <= 31);

/** The last day of a month. */
export function lastDayAt(line: Line, at: number): RepeatMatch {
  const isLast = lastWords.has(wordAt(line, at)) && dayWords.has(wordAt(line, at + 1));
  return isLast ? daysOfMonth(at + 2, [-1]) : undefined;
}

/** Every 2nd tuesday (every other one), every 3rd friday (of the month), every second week, every 1st and 15th. */
function ordinalsAt(line: Line, at: number): RepeatMatch {
  const list = ordinalListAt(line, at);
  if (!list) return undefined;
  const [nth = 0] = list.value;
  const inMonth = nthWeekdayAt(line, at);
  const end = inMonth && afterMonth(line, inMonth.end);
  if (nth < 1) return inMonth;
  const isEverySecond = list.value.length === 1 && nth === 2 && end === inMonth?.end;
  if (isEverySecond || (list.value.length === 1 && !inMonth)) {
    const found = dayOfMonthsAt(line, list) ?? everySecondAt(line, list.end, nth);
    if (found) return found;
  }
  if (inMonth && end !== undefined) return { end, value: inMonth.value };
  return daysOfMonthAt(line, at);
}

/** Up to here an ordinal may count things; from the 5th on it is a day. */
const mostThings = 4;

/** Every 15th pay rent, but not print every 2nd page. */
function daysOfMonthAt(line: Line, at: number): RepeatMatch {
  const list = ordinalListAt(line, at);
  const [nth = 0] = list?.value.length === 1 ? list.value : [];
  const isOfThing = at > 1 && list && nth > 1 && nth <= mostThings && isNounAt(line, list.end);
  return isOfThing ? undefined : monthDaysAt(line, at);
}

/** Every 2nd day of the month is one day; every 2nd day is every other one. */
function dayOfMonthsAt(line: Line, { end, value }: Match<number[]>): RepeatMatch {
  const month = dayWords.has(wordAt(line, end)) ? afterMonth(line, end + 1) : end + 1;
  return month > end + 1 && value.every(isMonthDay) ? daysOfMonth(month, value) : undefined;
}

/** Things after one another of which some may be the last: 1st and last. */
const listWithLastAt = (line: Line, at: number, itemAt: typeof ordinalAt) =>
  listAt(line, at, {
    itemAt: (place) =>
      lastWords.has(wordAt(line, place)) ? { end: place + 1, value: -1 } : itemAt(line, place),
    isParted: true,
  });

const ordinalListAt = (line: Line, at: number) => listWithLastAt(line, at, ordinalAt);

/** Days of the month: 1st and 15th, 5-го и последнего числа. Words need `числа`, a day or a month behind them. */
export function monthDaysAt(line: Line, at: number): RepeatMatch {
  const named = listWithLastAt(line, at, dayOfMonthAt);
  if (named && dateWords.has(wordAt(line, named.end)))
    return daysOfMonth(afterMonth(line, named.end + 1), named.value);
  const list = ordinalListAt(line, at);
  if (!list || !list.value.every(isMonthDay)) return undefined;
  if (list.value.includes(-1))
    return dayWords.has(wordAt(line, list.end))
      ? daysOfMonth(afterMonth(line, list.end + 1), list.value)
      : undefined;
  const end = afterMonth(line, list.end);
  const isFigure = tokenAt(line, at)?.kind === 'number';
  return isFigure || end > list.end ? daysOfMonth(end, list.value) : undefined;
}

const daysOfMonth = (end: number, days: readonly number[]): Match<Repeat> => ({
  end,
  value: { freq: 'MONTHLY', interval: 1, byMonthDay: days },
});

/** A weekday by its place in the month: 3rd friday, 1st and 3rd wednesday, последний четверг. */
export function nthWeekdayAt(line: Line, at: number): RepeatMatch {
  const list = ordinalListAt(line, at);
  const weekday = list && weekdayIn(line, list.end);
  if (!weekday || list.value.some((nth) => nth > 5 || nth === 0)) return undefined;
  const byDay = list.value.map((nth) => ({ weekday, nth }));
  return { end: list.end + 1, value: { freq: 'MONTHLY', interval: 1, byDay } };
}

/** A weekday by its place in a month of the year: 4th thursday of november, второе воскресенье мая. */
export function nthWeekdayOfYearAt(line: Line, at: number): RepeatMatch {
  const nth = nthWeekdayAt(line, at);
  if (!nth) return undefined;
  const isOf = wordAt(line, nth.end) === 'of';
  const isGenitive = /^[а-я]/u.test(wordAt(line, nth.end));
  const month = isOf || isGenitive ? monthAt(line, isOf ? nth.end + 1 : nth.end) : undefined;
  return month && { end: month.end, value: { ...nth.value, freq: 'YEARLY', byMonth: month.value } };
}
