import { bareParts, pluralParts } from './lexicon/day-parts.ts';
import { dateWords } from './lexicon/days.ts';
import { leads } from './lexicon/leads.ts';
import { months, monthsIn } from './lexicon/months.ts';
import { lastWords } from './lexicon/numbers.ts';
import { seasons } from './lexicon/repeats.ts';
import { dashes } from './lexicon/times.ts';
import { units } from './lexicon/units.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import {
  everyWords,
  exceptPhrases,
  habits,
  jointWords,
  ofWords,
  smallWords,
  thisWords,
  nextWords,
  untilWords,
} from './lexicon/words.ts';
import { entryAt, gluedAt, tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { cardinalAt, ordinalAt } from './match-number.ts';
import { isNounAt } from './is-noun-at.ts';
import { asText, kindsOfWhen } from './readings.ts';
import type { Candidate } from './readings.ts';
import { isInBrackets, settledLists } from './settle-lists.ts';

/** Candidates that stand beside each other, with nothing but marks between them. */
export type Run = readonly Candidate[];

/** The runs of candidates that may count: those of which at least one stands where its reading counts. */
export function settledRuns(line: Line, candidates: readonly Candidate[]): Run[] {
  const runs = runsOf(line, settledLists(line, withoutNames(candidates)));
  const isSettled = (run: Run) =>
    isRepeatedDay(run) || run.some((candidate) => isPlaced(line, candidate, run));
  const isRepeated = runs.some((run) => run.some(isRepeat) && isSettled(run));
  const isHalf = runs.some(
    (run, index) =>
      isSettled(run) &&
      (isHalfUnderstood(line, run, runs[index + 1]) || (!isRepeated && run.some(isAdjective))),
  );
  return runs
    .map((run) => (isHalf ? run.filter((candidate) => !saysWhen(candidate)) : run))
    .filter(isSettled);
}

/** Everyday shoes, Hourly rate, Cancel Daily: beside another day such an adverb is part of a name. */
function withoutNames(candidates: readonly Candidate[]): readonly Candidate[] {
  const isDated = candidates.some(
    ({ reading }) => reading.kind === 'day' && (reading.role === 'due' || reading.role === 'by'),
  );
  return candidates.map((one) => {
    const isNamed = 'isName' in one.reading && one.reading.isName;
    return isDated && isNamed ? { from: one.from, end: one.end, ...asText(one.end).value } : one;
  });
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
  if (run.some(isHalfRepeat) || isOfMoreDays(line, run)) return true;
  if (isBeforeMore(line, run, after) || isBeforeHour(line, run, after)) return true;
  return run.some(isRepeat) && goesOn(line, run, after);
}

const isAdjective = ({ reading }: Candidate): boolean =>
  reading.kind === 'half-repeat' && reading.isAdjective === true;
const isHalfRepeat = (candidate: Candidate): boolean =>
  candidate.reading.kind === 'half-repeat' && !isAdjective(candidate);
const isRepeat = ({ reading }: Candidate): boolean => reading.kind === 'repeat';
const saysWhen = ({ reading }: Candidate): boolean => kindsOfWhen.has(reading.kind);

/** Weekly fri: neither of two that make a repeat together is text. */
const isRepeatedDay = (run: Run): boolean =>
  run.some(isRepeat) && run.some((one) => one.reading.kind === 'day' || isHalfRepeat(one));

/** Whether words behind a repeat leave something out or add something. */
function goesOn(line: Line, run: Run, after: Run | undefined): boolean {
  const end = run.at(-1)?.end ?? 0;
  const at = wordAt(line, end) === ',' ? end + 1 : end;
  const word = wordAt(line, at);
  if (isEndAt(line, at) || entryAt(line, at, exceptPhrases)) return true;
  if (isOfPeriod(line, at)) return true;
  if (jointWords.has(word)) return isMoreAt(line, at + 1, after);
  if (word === 'on' || word === 'в' ? isLoneNumber(line, at + 1) : isNumberAlone(line, at))
    return true;
  return at > end && (weekdayWords.has(word) || isOrdinalFigure(line, at));
}

/** Until Christmas; but до еды is when in the day, and ending inventory a thing. */
function isEndAt(line: Line, at: number): boolean {
  if (!untilWords.has(wordAt(line, at))) return false;
  if (wordAt(line, at) === 'до') return !habits.has(wordAt(line, at + 1));
  return wordAt(line, at) !== 'ending' || !isNounAt(line, at + 2);
}

/** Weekly 1:1, daily 10-min walk: a number that a mark joins to what is behind it is none of the repeat; 5-6 alone may be. */
function isNumberAlone(line: Line, at: number): boolean {
  const [mark, rest] = [gluedAt(line, at + 1), gluedAt(line, at + 2)];
  if (mark === ':' && rest !== '') return false;
  if (dashes.has(mark) && rest !== '')
    return isLoneNumber(line, at + 2) || dateWords.has(wordAt(line, at + 3));
  return isLoneNumber(line, at);
}

/** Every month on 5; every day at 9, 13 and 18. */
function isLoneNumber(line: Line, at: number): boolean {
  if (tokenAt(line, at)?.kind !== 'number') return false;
  const next = tokenAt(line, at + 1);
  return !next || next.kind === 'mark' || jointWords.has(next.word);
}

/** Every monday of May, every 3rd week of the month, every year in march, каждый год в марте, начиная с марта. */
function isOfPeriod(line: Line, at: number): boolean {
  const word = wordAt(line, at);
  if (ofWords.has(word)) return true;
  const called = entryAt(line, at, leads)?.end ?? at;
  const lead = ['of', 'in'].includes(wordAt(line, called)) ? called + 1 : called;
  const isArticle = lead > at && wordAt(line, lead) === 'the';
  const place = isArticle ? lead + 1 : lead;
  const next = wordAt(line, place);
  if (isArticle && units.has(next)) return true;
  if (nextWords.has(next) || thisWords.has(next))
    return lead > at && units.has(wordAt(line, place + 1));
  const isMonth = months.has(next) || monthsIn.has(next) || seasons.has(next);
  const isName = lead === at && /^[a-z]/u.test(next) && isNounAt(line, place + 1);
  return (isMonth && !isName) || (word === 'of' && everyWords.has(next));
}

/** Пн в 9, ср в 10; every day 9am, 9pm: more than one day, or one repeat with more than one time. */
function isOfMoreDays(line: Line, run: Run): boolean {
  const isRepeated = run.some(isRepeat);
  let before: Candidate | undefined;
  let weekday: number | undefined;
  for (const candidate of run) {
    const isTwice = before?.reading.kind === 'clock' && candidate.reading.kind === 'clock';
    const named = isInBrackets(line, candidate.from) ? undefined : weekdayOf(candidate);
    const isOther = named !== undefined && weekday !== undefined && named !== weekday;
    if ((isRepeated && isTwice) || isOther) return true;
    weekday = named ?? (isTime(candidate) ? weekday : undefined);
    before = candidate;
  }
  return false;
}

const weekdayOf = ({ reading }: Candidate): number | undefined =>
  reading.kind === 'day' &&
  reading.role === 'due' &&
  !reading.isLabelled &&
  reading.spec.by === 'weekday'
    ? reading.spec.weekday
    : undefined;

function isOrdinalFigure(line: Line, at: number): boolean {
  const ordinal = tokenAt(line, at)?.kind === 'number' ? ordinalAt(line, at) : undefined;
  return ordinal !== undefined && !isNounAt(line, ordinal.end);
}

/** Days, times and numbers behind an `and`; what is a chip of its own, like 30 min, is none of the repeat. */
function isMoreAt(line: Line, at: number, after: Run | undefined): boolean {
  const [first] = after ?? [];
  if (first?.from === at) return saysWhen(first);
  const word = wordAt(line, at);
  const isNamed = [weekdayWords, lastWords, everyWords, bareParts, pluralParts].some((table) =>
    table.has(word),
  );
  const cardinal = cardinalAt(line, at);
  const end = cardinal?.end ?? at;
  const isThing = isNounAt(line, end) && wordAt(line, end) !== 'others';
  const isNumber = (cardinal?.value ?? 0) > 1 && !isThing;
  return isNamed || isNumber || ordinalAt(line, at) !== undefined;
}

const isTime = ({ reading }: Candidate): boolean =>
  reading.kind === 'clock' || (reading.kind === 'part' && !reading.isToday);

/** Saturday and every weekday, tonight or friday, mon 9am and tue 10am: a day with a repeat or another day is no one rule and no one day. */
function isBeforeMore(line: Line, run: Run, after: Run | undefined): boolean {
  const last = run.at(-1);
  const [next] = after ?? [];
  if (!last || !next) return false;
  const isDays = isDay(next) && (isDay(last) || (isTime(last) && run.some(isDay)));
  if (!isDays && !(isDay(last) && isRepeat(next)) && !(isTime(last) && isTime(next))) return false;
  return next.from === last.end + 1 && jointWords.has(wordAt(line, last.end));
}

const isDay = ({ reading }: Candidate): boolean =>
  reading.kind === 'day' || (reading.kind === 'part' && reading.isToday);

/** At 9 or 10, в 9, 15 и 21, but not at 9 and 2 flats: a time with a number behind it that may be another. */
function isBeforeHour(line: Line, run: Run, after: Run | undefined): boolean {
  const last = run.at(-1);
  if (last?.reading.kind !== 'clock') return false;
  const word = wordAt(line, last.end);
  if (word !== ',' && !jointWords.has(word)) return false;
  const at = last.end + 1;
  if (tokenAt(line, at)?.kind !== 'number') return false;
  const isChoice = word !== ',' && smallWords.has(wordAt(line, at + 1));
  return isNumberAlone(line, at) || isChoice || after?.[0]?.from === at + 1;
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
