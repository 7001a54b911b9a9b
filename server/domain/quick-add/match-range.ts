import { dateWords } from './lexicon/days.ts';
import { leads } from './lexicon/leads.ts';
import { dashes } from './lexicon/times.ts';
import { gluedAt, numberAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { dayMonthAt, dayOfMonthAt, figureDateAt, monthDayAt, namedDateAt } from './match-date.ts';
import { afterInclusive, dayAfter } from './match-day.ts';
import type { Found } from './readings.ts';
import { isDate } from './resolve-day.ts';
import type { DaySpec } from './resolve-day.ts';

/** From one day to another: 5-7 Dec, from Monday to Friday, с 5 по 7 декабря, 25.12-08.01. */
export function rangeAt(line: Line, at: number): Match<Found> | undefined {
  const isLed = ['from', 'с', 'со', 'начиная'].includes(wordAt(line, at));
  const start = isLed ? at + (wordAt(line, at) === 'начиная' ? 2 : 1) : at;
  const found =
    daysOfMonthAt(line, start, isLed) ??
    figuresOfMonthAt(line, start, isLed) ??
    monthFirstAt(line, start, isLed) ??
    twoDaysAt(line, start, isLed);
  return found && { ...found, end: afterInclusive(line, found.end) };
}

const asRange = (end: number, from: DaySpec, to: DaySpec): Match<Found> => ({
  end,
  value: { reading: { kind: 'range', from, to } },
});

const rangeWords = new Set(['to', 'по', 'до', 'until', 'till', 'through', 'thru']);

/** Where the second day of a range begins. Without a `from` before it only a dash parts days of a month. */
function partedAt(line: Line, at: number, isLed: boolean): number | undefined {
  const word = wordAt(line, at);
  return dashes.has(word) || (isLed && rangeWords.has(word)) ? at + 1 : undefined;
}

/** Two days of one month: 5-7 Dec, с 20 по 25 число. */
function daysOfMonthAt(line: Line, at: number, isLed: boolean): Match<Found> | undefined {
  const first = dayOfMonthAt(line, at);
  const parted = first && partedAt(line, first.end, isLed);
  if (!first || parted === undefined) return undefined;
  const second = namedDateAt(line, parted);
  if (dayMonthAt(line, parted) && second?.value.spec?.by === 'date')
    return sameMonth(second.end, first.value, second.value.spec);
  const last = dayOfMonthAt(line, parted);
  const isDays = isLed && last && dateWords.has(wordAt(line, last.end));
  return isDays
    ? asRange(
        last.end + 1,
        { by: 'month-day', day: first.value },
        { by: 'month-day', day: last.value },
      )
    : undefined;
}

type DateSpec = Extract<DaySpec, { by: 'date' }>;

function sameMonth(end: number, day: number, to: DateSpec): Match<Found> | undefined {
  const isInOrder = day < to.day && isDate({ month: to.month, day });
  return isInOrder ? asRange(end, { ...to, day }, to) : undefined;
}

/** 14-16.12: the month stands behind the second day only. */
function figuresOfMonthAt(line: Line, at: number, isLed: boolean): Match<Found> | undefined {
  const day = numberAt(line, at);
  const parted = partedAt(line, at + 1, isLed);
  if (day === undefined || parted === undefined) return undefined;
  const second = figureDateAt(line, parted, 'nothing');
  const isDotted = gluedAt(line, parted + 1) === '.';
  return isDotted && second?.value.spec?.by === 'date'
    ? sameMonth(second.end, day, second.value.spec)
    : undefined;
}

/** Dec 5–7. */
function monthFirstAt(line: Line, at: number, isLed: boolean): Match<Found> | undefined {
  const first = monthDayAt(line, at);
  const parted = first && partedAt(line, first.end, isLed);
  const last = parted === undefined ? undefined : dayOfMonthAt(line, parted);
  if (!first || !last || dayMonthAt(line, parted ?? at)) return undefined;
  const { month, day } = first.value;
  const isInOrder = day < last.value && isDate({ month, day: last.value });
  return isInOrder
    ? asRange(last.end, { by: 'date', month, day }, { by: 'date', month, day: last.value })
    : undefined;
}

/** Two whole days: 5 Dec - 7 Dec, from tomorrow to Friday, с пятницы по воскресенье. */
function twoDaysAt(line: Line, at: number, isLed: boolean): Match<Found> | undefined {
  if (!isLed && !isCertain(line, wordAt(line, at) === 'the' ? at + 1 : at)) return undefined;
  const from = dayAfter(line, at, isLed ? leads.entries.get('from') : undefined);
  const isDate = from?.value.spec?.by === 'date';
  const parted = from?.value.spec && partedAt(line, from.end, isLed || isDate);
  if (!from?.value.spec || parted === undefined) return undefined;
  const to = dayAfter(line, parted, leads.entries.get('by'));
  const isDash = dashes.has(wordAt(line, from.end));
  const areDates = isDate && to?.value.spec?.by === 'date';
  const isWhole = isLed || areDates || (isDash && isCertain(line, parted));
  return to?.value.spec && isWhole ? asRange(to.end, from.value.spec, to.value.spec) : undefined;
}

/** A dash between two dates makes a range; mon-fri is a list of days, and between other words it is a mark. */
const isCertain = (line: Line, at: number): boolean =>
  namedDateAt(line, at) !== undefined || figureDateAt(line, at, 'nothing') !== undefined;
