import { namedTimes } from './lexicon/day-parts.ts';
import { months } from './lexicon/months.ts';
import { lastWords, ordinals } from './lexicon/numbers.ts';
import { onceWords } from './lexicon/repeats.ts';
import { units } from './lexicon/units.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import { everyWords, vagueWords } from './lexicon/words.ts';
import { entryAt, gluedAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { figureDateAt } from './match-date.ts';
import { cardinalAt } from './match-number.ts';
import { asText } from './readings.ts';
import type { Found } from './readings.ts';

/** So many words of a repeat that is not understood are kept from being read as something else. */
const longestHalf = 6;

/** `every` with numbers, units and days behind it that make no repeat: every 2 hours, каждые 3-4 дня. */
export function halfUnderstoodAt(line: Line, at: number): Match<Found> | undefined {
  const once = entryAt(line, at, onceWords);
  if (!once && !everyWords.has(wordAt(line, at))) return undefined;
  const start = once?.end ?? (gluedAt(line, at + 1) === '!' ? at + 2 : at + 1);
  let end = start;
  while (end < start + longestHalf && isOfRepeat(line, end) && !isDateAt(line, end)) end += 1;
  return end === start ? undefined : asText(end);
}

const isDateAt = (line: Line, at: number): boolean =>
  figureDateAt(line, at, 'nothing') !== undefined;

function isOfRepeat(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token) return false;
  const isJoint = !token.spaced && (token.word === '-' || token.word === '–');
  return (
    isJoint ||
    token.kind === 'number' ||
    [units, months, weekdayWords, ordinals, lastWords].some((table) => table.has(token.word)) ||
    vagueWords.has(token.word) ||
    namedTimes.has(token.word) ||
    cardinalAt(line, at) !== undefined
  );
}
