import {
  englishAdverbs,
  repeatUnits,
  severalOfUnit,
  severalTimes,
  timesAsSign,
  timesOfUnit,
} from './lexicon/repeats.ts';
import { entryAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { halfTailAt } from './match-half-repeat.ts';
import { cardinalAt } from './match-number.ts';
import type { Repeat } from './repeat.ts';

/** How often within a unit: twice a week, 3 раза в месяц. `times` is undefined where no number stands before it. */
export type ManyTimes = { times: number | undefined; repeat: Repeat | undefined };

/** More than once within a unit: twice a week, 3x weekly. It is a repeat only where as many days stand behind it, and else half understood. */
export function manyTimesAt(line: Line, at: number): Match<ManyTimes> | undefined {
  const named = severalTimes.get(wordAt(line, at));
  const count = named === undefined ? cardinalAt(line, at) : { end: at + 1, value: named };
  const place = count?.end ?? at;
  const isSign = tokenAt(line, at)?.kind === 'number' && wordAt(line, place) === 'x';
  const adverb = isSign ? englishAdverbs.get(wordAt(line, place + 1)) : undefined;
  if (adverb) return { end: place + 2, value: { times: count?.value, repeat: adverb } };
  const table = isSign ? timesAsSign : named === undefined ? timesOfUnit : severalOfUnit;
  const joint = entryAt(line, place, table);
  if (!joint || (!count && wordAt(line, at) === 'раз')) return undefined;
  const repeat = repeatUnits.get(wordAt(line, joint.end));
  const tail = repeat ? { end: joint.end + 1 } : halfTailAt(line, joint.end);
  return tail && { end: tail.end, value: { times: count?.value, repeat } };
}
