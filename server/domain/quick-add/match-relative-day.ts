import {
  dayEndPhrases,
  dayEnds,
  periodEnds,
  places,
  relativeDays,
  shortDays,
  weekendWords,
} from './lexicon/days.ts';
import { units } from './lexicon/units.ts';
import { nextWords, pastWords, quantifiers, smallWords, thisWords } from './lexicon/words.ts';
import { entryAt, gluedAt, tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { monthAt } from './match-date.ts';
import type { Before, DayMatch } from './match-date.ts';
import { daysAt } from './match-number.ts';
import { atEdge } from './readings.ts';
import type { DaySpec } from './resolve-day.ts';

const inDays = (amount: number): DaySpec => ({ by: 'offset', unit: 'day', amount });

/** A day counted from today: tomorrow, завтрашнего дня, tom, eod. The today view is text. */
export function countedDayAt(line: Line, at: number): DayMatch | undefined {
  const found = entryAt(line, at, relativeDays);
  if (found) {
    const isAlone = found.end === at + 1 && quantifiers.has(wordAt(line, at - 1));
    const isName = isAlone && isNounAt(line, found.end);
    return { end: found.end, value: isName ? {} : { spec: inDays(found.value) } };
  }
  const dayEnd = entryAt(line, at, dayEndPhrases);
  if (dayEnd)
    return { end: dayEnd.end, value: { spec: inDays(0), isDayEnd: true, places: atEdge } };
  if (dayEnds.has(wordAt(line, at)))
    return { end: at + 1, value: { spec: inDays(0), isDayEnd: true } };
  return shortDayAt(line, at);
}

const isNounAt = (line: Line, at: number): boolean =>
  tokenAt(line, at)?.kind === 'word' && !smallWords.has(wordAt(line, at));

function shortDayAt(line: Line, at: number): DayMatch | undefined {
  const amount = shortDays.get(wordAt(line, at));
  const token = tokenAt(line, at);
  const isName = token && line.text[token.start] !== token.word[0];
  return amount === undefined || isName
    ? undefined
    : { end: at + 1, value: { spec: inDays(amount), places: atEdge } };
}

/** A day some time ahead: in 3 days, через неделю, 2 weeks from now. */
export function offsetAt(line: Line, at: number): DayMatch | undefined {
  const isAhead = ['in', 'через'].includes(wordAt(line, at));
  const span = daysAt(line, isAhead ? at + 1 : at);
  if (!span) return undefined;
  const value = { spec: { by: 'offset' as const, ...span.value } };
  if (isAhead) return { end: span.end, value };
  const isFromNow =
    wordAt(line, span.end) === 'from' && ['now', 'today'].includes(wordAt(line, span.end + 1));
  return isFromNow ? { end: span.end + 2, value } : undefined;
}

/** A weekend: this weekend, on the weekend, на следующих выходных. */
export function weekendAt(line: Line, at: number, before: Before): DayMatch | undefined {
  const step = stepAt(line, at);
  if (before !== 'lead' && step === undefined) return undefined;
  const place = step === undefined ? at : stepEnd(line, at);
  return weekendWords.has(wordAt(line, place))
    ? { end: place + 1, value: { spec: { by: 'weekend', week: step ?? 0 } } }
    : undefined;
}

/** How many weeks or months on a `this` or `next` says. */
export function stepAt(line: Line, at: number): number | undefined {
  const word = wordAt(line, at);
  return nextWords.has(word) ? 1 : thisWords.has(word) ? 0 : undefined;
}

/** Behind a `this` or `next`, which may be shortened: след. */
export const stepEnd = (line: Line, at: number): number =>
  gluedAt(line, at + 1) === '.' ? at + 2 : at + 1;

/** A week, month or year as a day: this week its end, next week its beginning. Russian ones need a preposition. */
export function periodAt(line: Line, at: number, before: Before): DayMatch | undefined {
  const step = stepAt(line, at);
  const unit = periodUnitAt(line, stepEnd(line, at));
  if (step === undefined || !unit || !isAllowed(line, at, before)) return undefined;
  if (unit === 'year' && step === 0) return undefined;
  const place = step === 0 ? 'end' : 'start';
  const end = stepEnd(line, at) + 1;
  return { end, value: { spec: { by: 'period', unit, ahead: step, place, isWhole: true } } };
}

/** Russian phrases have their case from a preposition, so without one they are about something. */
const isAllowed = (line: Line, at: number, before: Before): boolean =>
  before === 'lead' || /^[a-z]/u.test(wordAt(line, at));

function periodUnitAt(line: Line, at: number): 'week' | 'month' | 'year' | undefined {
  const unit = units.get(wordAt(line, at));
  return unit === 'week' || unit === 'month' || unit === 'year' ? unit : undefined;
}

/** A part of a week, month or year: end of month, mid month, в начале декабря, eow. */
export function partOfPeriodAt(line: Line, at: number, before: Before): DayMatch | undefined {
  const short = periodEnds.get(wordAt(line, at));
  if (short)
    return { end: at + 1, value: { spec: { by: 'period', unit: short, ahead: 0, place: 'end' } } };
  const place = entryAt(line, at, places);
  if (!place || !isAllowed(line, at, before)) return undefined;
  const after = gluedAt(line, place.end) === '-' ? place.end + 1 : place.end;
  const named = wordAt(line, after) === 'the' ? after + 1 : after;
  const edge = before === 'lead' ? undefined : atEdge;
  const month = monthAt(line, named);
  if (month)
    return {
      end: month.end,
      value: { spec: { by: 'month', month: month.value, place: place.value }, ...placesOf(edge) },
    };
  const step = stepAt(line, named);
  const unitPlace = step === undefined ? named : stepEnd(line, named);
  const unit = periodUnitAt(line, unitPlace);
  if (!unit) return undefined;
  const spec: DaySpec = { by: 'period', unit, ahead: step ?? 0, place: place.value };
  return { end: unitPlace + 1, value: { spec, ...placesOf(edge) } };
}

const placesOf = (places: typeof atEdge | undefined) => (places ? { places } : {});

/** What is past is no day: last friday, last week. */
export const isPast = (line: Line, at: number): boolean => pastWords.has(wordAt(line, at));
