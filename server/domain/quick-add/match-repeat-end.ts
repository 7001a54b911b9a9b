import { completionFirsts, completions, timesWords } from './lexicon/words.ts';
import { phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { cardinalAt, daysAt } from './match-number.ts';
import { besideOnly } from './readings.ts';
import type { Found } from './readings.ts';

/** What counts beside a repeat only: how often, how long, and from what it counts. */
export function repeatEndAt(line: Line, at: number): Match<Found> | undefined {
  const done = completionEnd(line, at);
  if (done !== undefined)
    return { end: done, value: { reading: { kind: 'completion' }, places: besideOnly } };
  return timesAt(line, at) ?? lastingAt(line, at);
}

/** Where `after completion` ends, if it stands there. */
export function completionEnd(line: Line, at: number): number | undefined {
  if (!completionFirsts.has(wordAt(line, at))) return undefined;
  for (const phrase of completions) {
    const end = phraseAt(line, at, phrase);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** 10 times, 1 time, шесть раз. */
function timesAt(line: Line, at: number): Match<Found> | undefined {
  const count = cardinalAt(line, at);
  if (!count || count.value === 0) return undefined;
  return isOneTime(line, at) || timesWords.has(wordAt(line, count.end))
    ? {
        end: count.end + 1,
        value: { reading: { kind: 'count', count: count.value }, places: besideOnly },
      }
    : undefined;
}

/** A word behind it would make it another thing: 1 time zone. */
function isOneTime(line: Line, at: number): boolean {
  const isOne = wordAt(line, at) === '1' && wordAt(line, at + 1) === 'time';
  return isOne && tokenAt(line, at + 2)?.kind !== 'word';
}

/** For 3 weeks, в течение недели. */
function lastingAt(line: Line, at: number): Match<Found> | undefined {
  const place =
    phraseAt(line, at, ['в', 'течение']) ??
    phraseAt(line, at, ['в', 'течении']) ??
    phraseAt(line, at, ['for']);
  const span = place === undefined ? undefined : daysAt(line, place);
  return (
    span && {
      end: span.end,
      value: { reading: { kind: 'lasting', ...span.value }, places: besideOnly },
    }
  );
}
