import { priorities } from './lexicon/words.ts';
import { closesAt, entryAt, opensAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { dayAt, longest, untilMonthAt } from './match-day.ts';
import { rangeAt } from './match-range.ts';
import { repeatAt, repeatEndAt } from './match-repeat.ts';
import { signAt } from './match-sign.ts';
import { barePartAt, estimateAt, momentAt, partAt, timeAt, timeRangeAt } from './match-time.ts';
import { atEdge } from './readings.ts';
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
  while (at < line.tokens.length) {
    const next = candidateAt(line, at, found.at(-1));
    if (next) found.push(next);
    at = next?.end ?? at + 1;
  }
  return found;
}

function candidateAt(line: Line, at: number, before: Candidate | undefined): Candidate | undefined {
  if (!opensAt(line, at)) return undefined;
  const isBehindDay =
    before?.end === at && (before.reading.kind === 'day' || before.reading.kind === 'repeat');
  const found = matchers.map((matcher) => matcher(line, at));
  const best = longest([isBehindDay ? barePartAt(line, at) : undefined, ...found].map(whole));
  return best && { from: at, end: best.end, ...best.value };

  function whole(match: Match<Found> | undefined): Match<Found> | undefined {
    return match && closesAt(line, match.end) ? match : undefined;
  }
}

/** Urgent, important, не срочно. */
function priorityWordAt(line: Line, at: number): Match<Found> | undefined {
  const found = entryAt(line, at, priorities);
  return (
    found && {
      end: found.end,
      value: { reading: { kind: 'priority', priority: found.value }, places: atEdge },
    }
  );
}
