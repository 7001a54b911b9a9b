import { cardinals, halves, ordinalEndings, ordinals } from './lexicon/numbers.ts';
import { shortUnits, units } from './lexicon/units.ts';
import type { DayUnit, Unit } from './lexicon/units.ts';
import { gluedAt, numberAt, phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';

const aCoupleOf = ['a', 'couple', 'of'];

/** A whole number: 10, ten, десять, двадцать один. */
export function cardinalAt(line: Line, at: number): Match<number> | undefined {
  const figure = numberAt(line, at, 4);
  if (figure !== undefined) return { end: at + 1, value: figure };
  const couple = phraseAt(line, at, aCoupleOf);
  if (couple !== undefined) return { end: couple, value: 2 };
  const value = cardinals.get(wordAt(line, at));
  if (value === undefined) return undefined;
  const ones = value >= 20 ? cardinals.get(wordAt(line, at + 1)) : undefined;
  return ones !== undefined && ones < 10
    ? { end: at + 2, value: value + ones }
    : { end: at + 1, value };
}

/** A number that may have a fraction: 1.5, 1,5, полтора, два с половиной, two and a half. */
function amountAt(line: Line, at: number): Match<number> | undefined {
  const half = halves.get(wordAt(line, at));
  if (half !== undefined) return { end: at + 1, value: half };
  const whole = cardinalAt(line, at);
  if (!whole) return undefined;
  const isPoint = ['.', ','].includes(gluedAt(line, whole.end));
  const tenths =
    isPoint && gluedAt(line, whole.end + 1) ? numberAt(line, whole.end + 1) : undefined;
  if (tenths !== undefined) {
    const digits = wordAt(line, whole.end + 1).length;
    return { end: whole.end + 2, value: whole.value + tenths / 10 ** digits };
  }
  const end =
    phraseAt(line, whole.end, ['с', 'половиной']) ??
    phraseAt(line, whole.end, ['and', 'a', 'half']);
  return end === undefined ? whole : { end, value: whole.value + 0.5 };
}

const tensBeforeOnes = new Map([
  ['двадцать', 20],
  ['тридцать', 30],
]);

/** An ordinal: 3rd, third, 2-й, 15-го, 28го, третью, двадцать пятого. */
export function ordinalAt(line: Line, at: number): Match<number> | undefined {
  const figure = numberAt(line, at);
  if (figure !== undefined) return ordinalFigureAt(line, at, figure);
  const word = wordAt(line, at);
  const value = ordinals.get(word);
  if (value !== undefined) return { end: at + 1, value };
  const tens = tensBeforeOnes.get(word);
  if (tens === undefined) return undefined;
  const ones = ordinals.get(wordAt(line, at + 1));
  return ones !== undefined && ones < 10 ? { end: at + 2, value: tens + ones } : undefined;
}

function ordinalFigureAt(line: Line, at: number, value: number): Match<number> | undefined {
  const isHyphened = gluedAt(line, at + 1) === '-';
  const place = isHyphened ? at + 2 : at + 1;
  const ending = ordinalEndings.get(gluedAt(line, place));
  return ending === undefined || (isHyphened && ending === 'english')
    ? undefined
    : { end: place + 1, value };
}

/** So many of a unit. */
export type Amount = { unit: Unit; amount: number };

/** So many of a unit: 3 days, two weeks, неделю, пару дней, полгода, 30m, полтора часа. */
function measureAt(line: Line, at: number): Match<Amount> | undefined {
  const word = wordAt(line, at);
  if (word === 'полгода') return { end: at + 1, value: { unit: 'month', amount: 6 } };
  if (word === 'полчаса') return { end: at + 1, value: { unit: 'minute', amount: 30 } };
  const halfHour = phraseAt(line, at, ['half', 'an', 'hour']);
  if (halfHour !== undefined) return { end: halfHour, value: { unit: 'minute', amount: 30 } };
  const bare = bareUnits.has(word) ? units.get(word) : undefined;
  if (bare) return { end: at + 1, value: { unit: bare, amount: 1 } };
  return countedAt(line, at);
}

const bareUnits = new Set(
  'час часа минуту минуты день дня неделю недели месяц месяца квартал год года'.split(' '),
);

/** A number with its unit behind it. */
function countedAt(line: Line, at: number): Match<Amount> | undefined {
  const amount = amountAt(line, at);
  if (!amount) return undefined;
  const name = wordAt(line, amount.end);
  const isFigure = tokenAt(line, at)?.kind === 'number';
  const unit = units.get(name) ?? (isFigure ? shortUnits.get(name) : undefined);
  if (!unit) return undefined;
  const end = amount.end + 1;
  const half = phraseAt(line, end, ['and', 'a', 'half']);
  return half === undefined
    ? { end, value: { unit, amount: amount.value } }
    : { end: half, value: { unit, amount: amount.value + 0.5 } };
}

/** Minutes behind hours: 1h 30m, 1h30. */
function restAt(line: Line, at: number): Match<Amount> | undefined {
  const glued = gluedAt(line, at).length === 2 ? numberAt(line, at) : undefined;
  const alone = glued === undefined ? undefined : { unit: 'minute' as const, amount: glued };
  return countedAt(line, at) ?? (alone && { end: at + 1, value: alone });
}

const minutesOfHour = new Set(Array.from({ length: 60 }, (_, minute) => minute));

/** A length of time in minutes: 30m, 1h 30m, 1h30, 1ч30мин, полчаса, an hour and a half. */
export function minutesAt(line: Line, at: number): Match<number> | undefined {
  const first = measureAt(line, at);
  const minutes = first && inMinutes(first.value);
  if (!first || minutes === undefined || !Number.isInteger(minutes) || minutes <= 0)
    return undefined;
  const rest = first.value.unit === 'hour' ? restAt(line, first.end) : undefined;
  return rest?.value.unit === 'minute' && minutesOfHour.has(rest.value.amount)
    ? { end: rest.end, value: minutes + rest.value.amount }
    : { end: first.end, value: minutes };
}

function inMinutes({ unit, amount }: Amount): number | undefined {
  if (unit === 'minute') return amount;
  return unit === 'hour' ? Math.round(amount * 600) / 10 : undefined;
}

/** A length of whole days, weeks, months or years; a quarter is three months. A fortnight is two weeks. */
export function daysAt(
  line: Line,
  at: number,
): Match<{ unit: DayUnit; amount: number }> | undefined {
  const found = measureAt(line, at);
  if (!found || !Number.isInteger(found.value.amount) || found.value.amount <= 0) return undefined;
  const { unit, amount } = found.value;
  if (unit === 'minute' || unit === 'hour') return undefined;
  if (unit === 'quarter') return { end: found.end, value: { unit: 'month', amount: 3 * amount } };
  if (unit === 'fortnight') return { end: found.end, value: { unit: 'week', amount: 2 * amount } };
  return { end: found.end, value: { unit, amount } };
}
