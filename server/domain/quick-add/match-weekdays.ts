import type { Weekday } from '../recurrence/calendar.ts';
import { listMarks, listWords } from './lexicon/repeats.ts';
import { dashes } from './lexicon/times.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import type { WeekdayForm } from './lexicon/weekdays.ts';
import { gluedAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';

/** The longest list that is read, so that work stays bounded. */
const longestList = 7;

export const singular: readonly WeekdayForm[] = ['any', 'short', 'nominative', 'accusative'];
/** What parts the first and the last of a row of weekdays, beside a dash. */
export const rangeWords: ReadonlySet<string> = new Set(['to', 'through', 'thru', 'по']);

export const plural: readonly WeekdayForm[] = ['plural'];
export const pluralOrShort: readonly WeekdayForm[] = ['plural', 'short'];

/** Weekdays after one another: mon wed fri, вторникам и четвергам, mon-fri, monday through friday. */
export function weekdaysAt(
  line: Line,
  at: number,
  forms: readonly WeekdayForm[] = singular,
): Match<Weekday[]> | undefined {
  const first = weekdayIn(line, at, forms);
  if (first === undefined) return undefined;
  const next = afterAbbreviation(line, at + 1);
  const isRange = dashes.has(wordAt(line, next)) || rangeWords.has(wordAt(line, next));
  const last = isRange ? weekdayIn(line, next + 1, forms) : undefined;
  if (last !== undefined && last !== first)
    return { end: afterAbbreviation(line, next + 2), value: from(first, last) };
  const itemAt = (place: number) => {
    const weekday = weekdayIn(line, place, forms);
    return weekday && { end: afterAbbreviation(line, place + 1), value: weekday };
  };
  return listAt(line, at, { itemAt, isParted: false });
}

const from = (first: Weekday, last: Weekday): Weekday[] =>
  Array.from(
    { length: ((last - first + 7) % 7) + 1 },
    (_, index) => (((first - 1 + index) % 7) + 1) as Weekday,
  );

/** Behind the full stop of an abbreviated weekday, where the line goes on: пн. в 9, пн.-пт. */
export function afterAbbreviation(line: Line, at: number): number {
  const isShort = weekdayWords.get(wordAt(line, at - 1))?.forms.includes('short');
  const isStopped = isShort && gluedAt(line, at) === '.';
  const next = isStopped ? tokenAt(line, at + 1) : undefined;
  return next && (next.spaced || next.kind === 'mark') ? at + 1 : at;
}

/** The one weekday at a place, in one of the forms. */
export function weekdayIn(
  line: Line,
  at: number,
  forms: readonly WeekdayForm[] = singular,
): Weekday | undefined {
  const word = weekdayWords.get(wordAt(line, at));
  return word?.forms.some((form) => forms.includes(form)) ? word.weekday : undefined;
}

type Items<T> = { itemAt: (at: number) => Match<T> | undefined; isParted: boolean };

/** Things after one another, parted by commas, `and` or `и`; where they need not be parted, by spaces alone too. */
export function listAt<T>(
  line: Line,
  at: number,
  { itemAt, isParted }: Items<T>,
): Match<T[]> | undefined {
  const first = itemAt(at);
  if (!first) return undefined;
  const values = [first.value];
  let { end } = first;
  while (values.length < longestList) {
    const next = afterSeparator(line, end);
    const item = isParted && next === end ? undefined : itemAt(next);
    if (!item) break;
    values.push(item.value);
    ({ end } = item);
  }
  return { end, value: values };
}

/** Behind a comma or an `and`, or both; where none stands, the place itself. */
export function afterSeparator(line: Line, at: number): number {
  const next = listMarks.has(wordAt(line, at)) ? at + 1 : at;
  return listWords.has(wordAt(line, next)) ? next + 1 : next;
}
