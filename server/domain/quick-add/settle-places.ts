import { bareParts } from './lexicon/day-parts.ts';
import { lastWords } from './lexicon/numbers.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import { everyWords, exceptWords, jointWords, smallWords, untilWords } from './lexicon/words.ts';
import { tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { cardinalAt, ordinalAt } from './match-number.ts';
import { kindsOfWhen } from './readings.ts';
import type { Candidate } from './readings.ts';

/** Candidates that stand beside each other, with nothing but marks between them. */
export type Run = readonly Candidate[];

/** The runs of candidates that may count: those of which at least one stands where its reading counts. */
export function settledRuns(line: Line, candidates: readonly Candidate[]): Run[] {
  const runs = runsOf(line, candidates);
  const isHalf = runs.some((run, index) => isHalfUnderstood(line, run, runs[index + 1]));
  return runs
    .map((run) => (isHalf ? run.filter((candidate) => !saysWhen(candidate)) : run))
    .filter((run) => run.some((candidate) => isPlaced(line, candidate, run)));
}

function runsOf(line: Line, candidates: readonly Candidate[]): Run[] {
  const runs: Candidate[][] = [];
  let last: Candidate | undefined;
  for (const candidate of candidates) {
    const isBeside =
      last && isText(last) === isText(candidate) && isMarks(line, last.end, candidate.from);
    if (isBeside) runs.at(-1)?.push(candidate);
    else runs.push([candidate]);
    last = candidate;
  }
  return runs.filter((run) => !run.some(isText));
}

const isText = ({ reading }: Candidate): boolean => reading.kind === 'text';

function isMarks(line: Line, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if (tokenAt(line, at)?.kind !== 'mark') return false;
  return true;
}

/**
 * Whether a repeat in a line is only half understood: until Christmas, except fridays, and 15th. Then nothing in the line
 * says when, for the rest of the repeat may stand anywhere behind it.
 */
function isHalfUnderstood(line: Line, run: Run, after: Run | undefined): boolean {
  if (run.some(({ reading }) => reading.kind === 'half-repeat')) return true;
  return (run.some(isRepeat) && goesOn(line, run, after)) || isBeforeRepeat(line, run, after);
}

const isRepeat = ({ reading }: Candidate): boolean => reading.kind === 'repeat';
const saysWhen = ({ reading }: Candidate): boolean => kindsOfWhen.has(reading.kind);

/** Whether words behind a repeat leave something out or add something. */
function goesOn(line: Line, run: Run, after: Run | undefined): boolean {
  const end = run.at(-1)?.end ?? 0;
  const at = wordAt(line, end) === ',' ? end + 1 : end;
  const word = wordAt(line, at);
  if (exceptWords.has(word) || untilWords.has(word)) return true;
  if (jointWords.has(word)) return isMoreAt(line, at + 1, after);
  return at > end && (weekdayWords.has(word) || isOrdinalFigure(line, at));
}

const isOrdinalFigure = (line: Line, at: number): boolean =>
  tokenAt(line, at)?.kind === 'number' && ordinalAt(line, at) !== undefined;

/** Days, times and numbers behind an `and`; what is a chip of its own, like 30 min, is none of the repeat. */
function isMoreAt(line: Line, at: number, after: Run | undefined): boolean {
  const [first] = after ?? [];
  if (first?.from === at) return saysWhen(first);
  const word = wordAt(line, at);
  const isNamed = [weekdayWords, lastWords, everyWords, bareParts].some((table) => table.has(word));
  const isNumber = ordinalAt(line, at) !== undefined || (cardinalAt(line, at)?.value ?? 0) > 1;
  return isNamed || isNumber;
}

/** Saturday and every weekday: a day and a repeat are no one rule. */
function isBeforeRepeat(line: Line, run: Run, after: Run | undefined): boolean {
  const last = run.at(-1);
  const [next] = after ?? [];
  if (last?.reading.kind !== 'day' || !next || !isRepeat(next)) return false;
  return next.from === last.end + 1 && jointWords.has(wordAt(line, last.end));
}

/** First and last is what stands there with those beside it. */
function isPlaced(line: Line, { places, end }: Candidate, run: Run): boolean {
  if (places === undefined) return true;
  const isAtStart = places.first && isFirst(line, run[0]?.from ?? 0);
  const isAtEnd = places.last && isLast(line, run.at(-1)?.end ?? end);
  return isAtStart || isAtEnd || (places.smallWord && isBeforeSmallWord(line, end));
}

function isBeforeSmallWord(line: Line, end: number): boolean {
  const next = tokenAt(line, end);
  if (!next) return false;
  return next.kind === 'mark' ? !next.spaced : smallWords.has(next.word);
}

/** Marks at most stand before the first thing of a line and behind the last; a few are looked at. */
const mostMarks = 8;

function isFirst(line: Line, from: number): boolean {
  return from <= mostMarks && isMarks(line, 0, from);
}

function isLast(line: Line, end: number): boolean {
  return line.tokens.length - end <= mostMarks && isMarks(line, end, line.tokens.length);
}
