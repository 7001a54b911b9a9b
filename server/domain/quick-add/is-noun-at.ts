import { mayBegin } from './lexicon/beginnings.ts';
import { dateWords } from './lexicon/days.ts';
import { units } from './lexicon/units.ts';
import { adverbs, jointWords, ofWords, smallWords } from './lexicon/words.ts';
import { tokenAt } from './line.ts';
import type { Line } from './line.ts';

const others = [adverbs, dateWords, jointWords, ofWords, smallWords, units];

/** Whether a word stands there that says nothing of when and joins nothing: what the word before it is said of. */
export function isNounAt(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (token?.kind !== 'word' || mayBegin(token.word)) return false;
  return !others.some((words) => words.has(token.word));
}
