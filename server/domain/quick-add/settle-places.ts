import { exceptWords, smallWords, untilWords } from './lexicon/words.ts';
import { tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { kindsOfWhen } from './readings.ts';
import type { Candidate } from './readings.ts';

/** Candidates that stand beside each other, with nothing but marks between them. */
export type Run = readonly Candidate[];

/** The runs of candidates that may count: those of which at least one stands where its reading counts. */
export function settledRuns(line: Line, candidates: readonly Candidate[]): Run[] {
  const runs = runsOf(line, candidates);
  return runs
    .map((run, index) => withoutHalfUnderstood(line, run, runs[index - 1]))
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

/** Until Christmas, except fridays: a repeat before it is not understood, nor is a day behind it. */
function withoutHalfUnderstood(line: Line, run: Run, before: Run | undefined): Run {
  const isBehind = before !== undefined && exceptAt(line, before) === run[0]?.from;
  const isBefore = run.some(isRepeat) && exceptAt(line, run) !== undefined;
  return isBehind || isBefore ? run.filter(({ reading }) => !kindsOfWhen.has(reading.kind)) : run;
}

const isRepeat = ({ reading }: Candidate): boolean => reading.kind === 'repeat';

/** Where what is left out begins, if the words behind a run with a repeat leave something out. */
function exceptAt(line: Line, run: Run): number | undefined {
  const end = run.at(-1)?.end ?? 0;
  const at = wordAt(line, end) === ',' ? end + 1 : end;
  const word = wordAt(line, at);
  return run.some(isRepeat) && (exceptWords.has(word) || untilWords.has(word)) ? at + 1 : undefined;
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
