import { mayBegin } from './lexicon/beginnings.ts';
import { everyWords, notWords, priorities } from './lexicon/words.ts';
import { closesAt, entryAt, opensAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { barePartAt, partAt } from './match-day-part.ts';
import { dayAt, lastDayAt, untilMonthAt } from './match-day.ts';
import { halfRepeat } from './match-half-repeat.ts';
import { estimateAt, momentAt } from './match-length.ts';
import { rangeAt } from './match-range.ts';
import { repeatEndAt } from './match-repeat-end.ts';
import { repeatAt } from './match-repeat.ts';
import { signAt } from './match-sign.ts';
import { timeRangeAt } from './match-time-range.ts';
import { timeAt } from './match-time.ts';
import { atEdge, kindsOfWhen } from './readings.ts';
import type { Candidate, Found } from './readings.ts';

/** Of two that are as long the first counts. */
const matchers: readonly ((line: Line, at: number) => Match<Found> | undefined)[] = [
  signAt,
  repeatAt,
  repeatEndAt,
  rangeAt,
  dayAt,
  untilMonthAt,
  momentAt,
  timeRangeAt,
  timeAt,
  partAt,
  estimateAt,
  priorityWordAt,
];

/** All that may be a chip, from left to right, the longest at each place; none of them overlap. */
export function candidatesOf(line: Line): Candidate[] {
  const found: Candidate[] = [];
  let at = 0;
  let isOfRepeat = false;
  while (at < line.tokens.length) {
    const before = found.at(-1);
    const isBehindRepeat: boolean =
      isOfRepeat && (before?.end === at || line.tokens[at - 1]?.word === ',');
    const next = candidateAt(line, at, { before, isBehindRepeat });
    if (next) {
      found.push(next);
      isOfRepeat = isBehindRepeat || isOfRepeats(next);
    } else if (line.tokens[at]?.word !== ',') isOfRepeat = false;
    at = next?.end ?? at + 1;
  }
  return found;
}

const isOfRepeats = ({ reading }: Candidate): boolean =>
  reading.kind === 'repeat' || reading.kind === 'half-repeat';

type Behind = { before: Candidate | undefined; isBehindRepeat: boolean };

function candidateAt(
  line: Line,
  at: number,
  { before, isBehindRepeat }: Behind,
): Candidate | undefined {
  if (!isWorthTrying(line, at) || !opensAt(line, at)) return undefined;
  const isBehindDay =
    before?.end === at && (before.reading.kind === 'day' || before.reading.kind === 'repeat');
  let best =
    (isBehindRepeat ? lastDayAt(line, at) : undefined) ??
    (isBehindDay ? barePartAt(line, at) : undefined);
  for (const matcher of matchers) {
    const found = matcher(line, at);
    if (found && found.end > (best?.end ?? 0) && closesAt(line, found.end)) best = found;
  }
  if (!best) return undefined;
  const { value } = isHalfRepeat(line, at, best.value) ? halfRepeat(best.end) : best;
  return { from: at, end: best.end, ...value };
}

/** Every 5pm, каждый утром: no repeat that is understood, and so no time or day either. */
function isHalfRepeat(line: Line, at: number, { reading }: Found): boolean {
  return kindsOfWhen.has(reading.kind) && everyWords.has(wordAt(line, at - 1));
}

const signs = new Set(['#', '@', '+', '!']);

function isWorthTrying(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token || token.kind === 'kept') return false;
  if (token.kind === 'mark') return signs.has(token.word);
  return token.kind === 'number' || mayBegin(token.word);
}

/** Urgent, important, не срочно. */
function priorityWordAt(line: Line, at: number): Match<Found> | undefined {
  const found = notWords.has(wordAt(line, at - 1)) ? undefined : entryAt(line, at, priorities);
  return (
    found && {
      end: found.end,
      value: { reading: { kind: 'priority', priority: found.value }, places: atEdge },
    }
  );
}
