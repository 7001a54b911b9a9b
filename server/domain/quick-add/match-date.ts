import { dateEndings, dateWords, yearWords } from './lexicon/days.ts';
import { months } from './lexicon/months.ts';
import { units } from './lexicon/units.ts';
import { measures, nextWords, thisWords, timesWords } from './lexicon/words.ts';
import { gluedAt, numberAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { ordinalAt } from './match-number.ts';
import { atEnd, likeHours } from './readings.ts';
import type { Places } from './readings.ts';
import { isDate } from './resolve-day.ts';
import type { DaySpec } from './resolve-day.ts';

/** What stands before a day: a word that calls for one, an article, or nothing. */
export type Before = 'lead' | 'article' | 'nothing';

/** A day that was found; without a spec it only looks like one, and is text. */
export type DayMatch = Match<{ spec?: DaySpec; places?: Places; isDayEnd?: boolean }>;

const earliestYear = 1900;
const latestYear = 2999;

/** A date with its month: 25 Dec, December 25th, 25-го декабря 2027 года. */
export function namedDateAt(line: Line, at: number): DayMatch | undefined {
  const date = dayMonthAt(line, at) ?? monthDayAt(line, at);
  if (!date || !isDate(date.value)) return undefined;
  const year = yearAt(line, date.end);
  const spec = { by: 'date' as const, ...date.value, year: year?.value };
  const isThere = isDate({ ...date.value, ...(year && { year: year.value }) });
  return { end: year?.end ?? date.end, value: isThere ? { spec } : {} };
}

type MonthDay = { month: number; day: number };

export function dayMonthAt(line: Line, at: number): Match<MonthDay> | undefined {
  const day = dayOfMonthAt(line, at);
  if (!day) return undefined;
  const place = wordAt(line, day.end) === 'of' ? day.end + 1 : day.end;
  const month = monthAt(line, place);
  return month && { end: month.end, value: { month: month.value, day: day.value } };
}

export function monthDayAt(line: Line, at: number): Match<MonthDay> | undefined {
  const month = monthAt(line, at);
  const isThe = month !== undefined && wordAt(line, month.end) === 'the';
  const day = month && (isThe ? ordinalAt(line, month.end + 1) : dayOfMonthAt(line, month.end));
  if (!day || !/^[a-z]/u.test(wordAt(line, at))) return undefined;
  if (measures.has(wordAt(line, day.end)) || isHour(line, day.end)) return undefined;
  return { end: day.end, value: { month: month.value, day: day.value } };
}

/** Whether minutes follow, so that the figure before is an hour. */
const isHour = (line: Line, at: number): boolean =>
  gluedAt(line, at) === ':' && /^[0-9]/u.test(gluedAt(line, at + 1));

/** A day of a month, as a figure or an ordinal; 1 to 31. */
export function dayOfMonthAt(line: Line, at: number): Match<number> | undefined {
  const figure = numberAt(line, at);
  const found =
    ordinalAt(line, at) ?? (figure === undefined ? undefined : { end: at + 1, value: figure });
  return found && found.value >= 1 && found.value <= 31 ? found : undefined;
}

/** A month's name; the full stop of an abbreviation goes with it. */
export function monthAt(line: Line, at: number): Match<number> | undefined {
  const word = wordAt(line, at);
  const value = months.get(word);
  if (value === undefined) return undefined;
  const isShort = word.length < 5 && tokenAt(line, at + 2) !== undefined;
  const isStopped = isShort && gluedAt(line, at + 1) === '.';
  return { end: isStopped ? at + 2 : at + 1, value };
}

function yearAt(line: Line, at: number): Match<number> | undefined {
  const place = gluedAt(line, at) === ',' ? at + 1 : at;
  const year = fullYearAt(line, place);
  if (year === undefined || isHour(line, place + 1)) return undefined;
  if (timesWords.has(wordAt(line, place + 1))) return undefined;
  return { end: afterYear(line, place + 1), value: year };
}

/** Behind the word that may follow a year: 2027 года, 25.12.27 г. */
function afterYear(line: Line, at: number): number {
  if (!yearWords.has(wordAt(line, at))) return at;
  return wordAt(line, at) === 'г' && gluedAt(line, at + 1) === '.' ? at + 2 : at + 1;
}

function fullYearAt(line: Line, at: number): number | undefined {
  const year = numberAt(line, at, 4);
  return year !== undefined && year >= earliestYear && year <= latestYear ? year : undefined;
}

/** A date in figures: 2026-12-25, 25.12, 25.12.27, 12/25, 25/12/2027. */
export function figureDateAt(line: Line, at: number, before: Before): DayMatch | undefined {
  const separator = gluedAt(line, at + 1);
  if (separator === '-') return isoDateAt(line, at);
  if ((separator !== '.' && separator !== '/') || before === 'article') return undefined;
  const [first, second] = [numberAt(line, at), gluedNumberAt(line, at + 2)];
  if (first === undefined || second === undefined) return undefined;
  const isMonthFirst = separator === '/' && line.isMonthFirst;
  const date = isMonthFirst ? { month: first, day: second } : { month: second, day: first };
  const year = gluedAt(line, at + 3) === separator ? shortYearAt(line, at + 4) : undefined;
  if (year !== undefined)
    return isDate({ ...date, year })
      ? { end: afterYear(line, at + 5), value: { spec: { by: 'date', ...date, year } } }
      : undefined;
  const isMeant =
    separator === '.' ? wordAt(line, at + 2).length === 2 : isSlashDate(line, at, before);
  return isMeant && isDate(date) && !isMeasured(line, at + 3)
    ? { end: at + 3, value: { spec: { by: 'date', ...date } } }
    : undefined;
}

const fractions = new Set(['1/2', '1/3', '2/3', '1/4', '3/4']);

function isSlashDate(line: Line, at: number, before: Before): boolean {
  const figures = `${wordAt(line, at)}/${wordAt(line, at + 2)}`;
  return figures !== '24/7' && (before === 'lead' || !fractions.has(figures));
}

function isMeasured(line: Line, at: number): boolean {
  return measures.has(wordAt(line, at));
}

const gluedNumberAt = (line: Line, at: number, digits = 2) =>
  gluedAt(line, at) === '' ? undefined : numberAt(line, at, digits);

function shortYearAt(line: Line, at: number): number | undefined {
  const year = gluedNumberAt(line, at, 4);
  const length = wordAt(line, at).length;
  if (year === undefined || length === 3 || length === 1) return undefined;
  return length === 2 ? 2000 + year : fullYearAt(line, at);
}

function isoDateAt(line: Line, at: number): DayMatch | undefined {
  const year = fullYearAt(line, at);
  const [month, day] = [gluedNumberAt(line, at + 2), gluedNumberAt(line, at + 4)];
  const isWhole = gluedAt(line, at + 3) === '-' && wordAt(line, at).length === 4;
  if (!isWhole || year === undefined || month === undefined || day === undefined) return undefined;
  return isDate({ month, day, year })
    ? { end: at + 5, value: { spec: { by: 'date', month, day, year } } }
    : undefined;
}

/** Which month a day is of: of the month, of next month, следующего месяца. */
function monthStepAt(line: Line, at: number): Match<number> | undefined {
  const isOf = wordAt(line, at) === 'of';
  const word = wordAt(line, isOf ? at + 1 : at);
  const unit = units.get(wordAt(line, isOf ? at + 2 : at + 1));
  const isStep = word === 'the' ? isOf : nextWords.has(word) || thisWords.has(word);
  return unit === 'month' && isStep
    ? { end: isOf ? at + 3 : at + 2, value: nextWords.has(word) ? 1 : 0 }
    : undefined;
}

/** A day of whatever month comes: the 25th, 25-го, 25 числа, первого числа. */
export function monthDayAloneAt(line: Line, at: number, before: Before): DayMatch | undefined {
  const named = dayOfMonthAt(line, at);
  if (!named) return undefined;
  const spec: DaySpec = { by: 'month-day', day: named.value };
  const isNamed = dateWords.has(wordAt(line, named.end));
  const isOrdinal = isNamed || ordinalAt(line, at) !== undefined;
  const end = isNamed ? named.end + 1 : named.end;
  const month = isOrdinal ? monthStepAt(line, end) : undefined;
  if (month) return { end: month.end, value: { spec: { ...spec, ahead: month.value } } };
  if (isNamed) return { end, value: { spec } };
  const isFigure = tokenAt(line, at)?.kind === 'number' && named.end > at + 1;
  const ending = wordAt(line, named.end - 1);
  if (!isFigure || !dateEndings.has(ending)) return undefined;
  if (before === 'lead') return { end: named.end, value: { spec, places: likeHours } };
  const isEnglish = /^[a-z]/u.test(ending);
  if (isEnglish && before === 'article') return { end: named.end, value: { spec, places: atEnd } };
  return !isEnglish && ending.endsWith('го')
    ? { end: named.end, value: { spec, places: { ...likeHours, smallWord: false } } }
    : undefined;
}
