import { jointWords } from './lexicon/words.ts';
import { tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { asText } from './readings.ts';
import type { Candidate, Reading } from './readings.ts';

/**
 * Candidates, of which a list of days is text alone where another day is clearly the due: where it is said of something
 * else or stands in brackets beside any day, and elsewhere beside a day like today or tomorrow.
 */
export function settledLists(line: Line, candidates: readonly Candidate[]): readonly Candidate[] {
  if (!candidates.some(isList)) return candidates;
  if (candidates.some(isPlainRepeat)) return candidates.map((one) => asDaysOf(line, one));
  const days = candidates.filter((one) => isDue(line, one));
  let isOfList = false;
  return candidates.map((one, index) => {
    const isNext = isOfList && isTime(one) && isMarkAt(line, candidates[index - 1]?.end ?? 0, one);
    isOfList = isNext || (isList(one) && isApart(line, one, days));
    return isOfList ? { from: one.from, end: one.end, ...asText(one.end).value } : one;
  });
}

const listOf = ({ reading }: Candidate) =>
  reading.kind === 'half-repeat' ? reading.list : undefined;
const isList = (candidate: Candidate): boolean => listOf(candidate) !== undefined;

/** Daily, every week: a list of weekdays says on which of them. */
const isPlainRepeat = ({ reading }: Candidate): boolean =>
  reading.kind === 'repeat' &&
  reading.repeat.byDay === undefined &&
  (reading.repeat.freq === 'WEEKLY' || reading.repeat.freq === 'DAILY');

function asDaysOf(line: Line, one: Candidate): Candidate {
  const { days, isAbout } = listOf(one) ?? {};
  if (!days || isAbout || isInBrackets(line, one.from)) return one;
  const byDay = days.map((weekday) => ({ weekday }));
  const repeat = { freq: 'WEEKLY', interval: 1, byDay } as const;
  return { ...one, reading: { kind: 'repeat', repeat, isListed: true } };
}

const isTime = ({ reading }: Candidate): boolean =>
  reading.kind === 'clock' || (reading.kind === 'part' && !reading.isToday);

const isMarkAt = (line: Line, end: number, { from }: Candidate): boolean =>
  from === end || (from === end + 1 && tokenAt(line, end)?.kind === 'mark');

/** Whether a day stands where it counts, and begins nothing; or a repeat that has its days. */
function isDue(line: Line, { reading, places, from, end }: Candidate): boolean {
  const isPlaced = places === undefined || from === 0 || end === line.tokens.length;
  if (reading.kind !== 'repeat') return isPlaced && isDay(reading);
  return isPlaced && (reading.repeat.byDay ?? reading.repeat.byMonthDay) !== undefined;
}

const isDay = (reading: Reading): boolean =>
  (reading.kind === 'day' && reading.role !== 'start') ||
  (reading.kind === 'part' && reading.isToday);

function isApart(line: Line, list: Candidate, days: readonly Candidate[]): boolean {
  const isJoined =
    jointWords.has(wordAt(line, list.from - 1)) || jointWords.has(wordAt(line, list.end));
  if (isJoined) return false;
  const isOfOther = listOf(list)?.isAbout === true || isInBrackets(line, list.from);
  return isOfOther ? days.length > 0 : days.some((day) => isClear(line, list, day));
}

/** Today, tomorrow, due friday, 2026-12-05, and apart from the list by 5 Dec, which beside it may be its end. */
function isClear(line: Line, list: Candidate, { reading, from, end }: Candidate): boolean {
  if (reading.kind === 'part') return reading.isToday;
  if (reading.kind !== 'day') return false;
  const { spec, role } = reading;
  const isNear = spec.by === 'offset' && spec.unit === 'day' && spec.amount <= 2;
  const isDated = spec.by === 'date' && spec.year !== undefined;
  if (role === 'due') return isNear || isDated || reading.isLabelled === true;
  return role === 'by' && (isNear || from > list.end + 1 || end < list.from - 1);
}

/** So far an opening bracket is looked for. */
const farthestBracket = 12;

export function isInBrackets(line: Line, at: number): boolean {
  for (let place = at - 1; place >= at - farthestBracket && place >= 0; place -= 1) {
    if (wordAt(line, place) === ')') return false;
    if (wordAt(line, place) === '(') return true;
  }
  return false;
}
