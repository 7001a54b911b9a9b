import type { Locale } from '../enums.ts';
import type { Clause, DayField, DayPoint, DayUnit } from './ast.ts';
import type { RawProblem } from './problem.ts';
import { suggest } from './suggest.ts';
import type { Place } from './tokens.ts';
import {
  allWords,
  dayShifts,
  dayWords,
  meaningOf,
  noneWords,
  overdueWords,
  spanWords,
  unitWords,
} from './words.ts';

/** A part of the text, without quotes. */
export type Written = Place & { text: string };

/** A hundred years in each unit. */
const farthest: Record<DayUnit, number> = { day: 36_500, week: 5200, month: 1200, year: 100 };
/** The fewest and the most days that a unit can have. */
const lengths: Record<DayUnit, [number, number]> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  year: [365, 366],
};

const takes: Record<Locale, string> = {
  en: 'a day like today, 2026-12-01 or +3d, a range like -7d.., or a word like this-week',
  ru: 'день (сегодня, 2026-12-01, +3д), промежуток (-7д..) или слово (эта-неделя)',
};

/** Reads what stands after a field of days. */
export function readDays(field: DayField, written: Written): Clause | RawProblem {
  const { text } = written;
  if (field === 'due' && meaningOf(overdueWords, text)) return { kind: 'overdue' };
  if (meaningOf(noneWords, text)) return readNone(field, written);
  const span = meaningOf(spanWords, text);
  if (span) return { kind: 'days', field, days: { kind: 'span', span } };
  return readRange(field, written);
}

function readNone(field: DayField, { start, end }: Written): Clause | RawProblem {
  const isAlwaysThere = field === 'created' || field === 'updated';
  if (isAlwaysThere) return { code: 'always-there', start, end };
  return { kind: 'days', field, days: { kind: 'none' } };
}

function readRange(field: DayField, written: Written): Clause | RawProblem {
  const { text, start, end } = written;
  const dots = text.indexOf('..');
  if (dots < 0) {
    const day = readPoint(field, written);
    return 'code' in day
      ? day
      : { kind: 'days', field, days: { kind: 'range', from: day, to: day } };
  }
  const from = readEnd(field, { text: text.slice(0, dots), start, end: start + dots });
  const to = readEnd(field, { text: text.slice(dots + 2), start: start + dots + 2, end });
  if (from && 'code' in from) return from;
  if (to && 'code' in to) return to;
  if (!from && !to) return { code: 'open-range', start, end };
  if (from && to && isBefore(to, from)) {
    const suggestion = `${text.slice(dots + 2)}..${text.slice(0, dots)}`;
    return { code: 'empty-range', start, end, suggestion };
  }
  return { kind: 'days', field, days: { kind: 'range', from, to } };
}

function readEnd(field: DayField, written: Written): DayPoint | RawProblem | null {
  return written.text === '' ? null : readPoint(field, written);
}

function readPoint(field: DayField, { text, start, end }: Written): DayPoint | RawProblem {
  const word = meaningOf(dayWords, text);
  if (word) return { kind: 'shift', count: dayShifts[word], unit: 'day' };
  const day = isoDay(text);
  if (day !== undefined)
    return isDay(day) ? { kind: 'date', day } : { code: 'no-such-day', start, end };
  const [, sign, digits, letter] = /^([+-]?)(\d{1,6})(\p{L})$/u.exec(text) ?? [];
  const unit = meaningOf(unitWords, letter ?? '');
  if (unit) {
    const count = Number(digits) * (sign === '-' ? -1 : 1);
    if (Math.abs(count) > farthest[unit]) return { code: 'too-far', start, end };
    return count === 0 ? { kind: 'shift', count: 0, unit: 'day' } : { kind: 'shift', count, unit };
  }
  return { code: 'unknown-value', start, end, takes, suggestion: suggest(text, wordsFor(field)) };
}

function wordsFor(field: DayField): string[] {
  const more = field === 'due' ? allWords(overdueWords) : [];
  return [...allWords(dayWords), ...more, ...allWords(noneWords), ...allWords(spanWords)];
}

/** `2026-12-01` of that or of `01.12.2026`, whether there is such a day or not. */
function isoDay(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const [, day, month, year] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text) ?? [];
  return year && `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (day < '1900' || day >= '3000' || Number.isNaN(time)) return false;
  return new Date(time).toISOString().startsWith(day);
}

/** True where one day lies before another whatever today is. */
function isBefore(one: DayPoint, other: DayPoint): boolean {
  if (one.kind === 'date') return other.kind === 'date' && one.day < other.day;
  if (other.kind === 'date') return false;
  if (one.unit === other.unit) return one.count < other.count;
  return daysTo(one, 'most') < daysTo(other, 'least');
}

function daysTo(
  { count, unit }: Extract<DayPoint, { kind: 'shift' }>,
  which: 'least' | 'most',
): number {
  const [fewest, most] = lengths[unit];
  return count * ((which === 'most') === count > 0 ? most : fewest);
}
