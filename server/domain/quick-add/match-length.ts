import { aboutWords, shiftWords } from './lexicon/words.ts';
import { wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { halfRepeat } from './match-half-repeat.ts';
import { minutesAt } from './match-number.ts';
import { completionEnd } from './match-repeat-end.ts';
import { asText, atEdge } from './readings.ts';
import type { Found } from './readings.ts';

/** A time so long from now: in 2 hours, через полтора часа; not from completion, for that comes again. */
export function momentAt(line: Line, at: number): Match<Found> | undefined {
  if (!['in', 'через'].includes(wordAt(line, at))) return undefined;
  const found = minutesAt(line, at + 1);
  if (!found) return undefined;
  const done = completionEnd(line, found.end);
  return done === undefined
    ? { end: found.end, value: { reading: { kind: 'moment', minutes: found.value } } }
    : halfRepeat(done);
}

/** How long a task takes: for 2 hours, на полчаса; without such a word only at the edge (30m, 2 ч). */
export function estimateAt(line: Line, at: number): Match<Found> | undefined {
  const lead = wordAt(line, at);
  const isLed = ['for', 'на', 'по'].includes(lead);
  const found = minutesAt(line, isLed ? at + 1 : at);
  if (!found) return undefined;
  if (shiftWords.has(wordAt(line, found.end))) return asText(found.end);
  if (!isLed && (isBareUnit(line, at) || isOfOther(line, at))) return undefined;
  return {
    end: found.end,
    value: {
      reading: { kind: 'estimate', minutes: found.value },
      places: isLed && lead !== 'по' ? undefined : atEdge,
    },
  };
}

const isBareUnit = (line: Line, at: number): boolean =>
  ['час', 'часа', 'минуту', 'a', 'an'].includes(wordAt(line, at));

/** Behind these a length of time is no estimate: в 26 часов, каждые 2 часа, за 2 часа. */
function isOfOther(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  return (
    aboutWords.has(before) ||
    ['в', 'во', 'at', 'in', 'через', 'до', 'after', 'within'].includes(before)
  );
}
