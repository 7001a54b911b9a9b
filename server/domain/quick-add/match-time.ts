import { mayBegin } from './lexicon/beginnings.ts';
import {
  bareParts,
  namedTimes,
  partPhrases,
  partsOfHours,
  partsOfToday,
} from './lexicon/day-parts.ts';
import type { DayPart } from './lexicon/day-parts.ts';
import { dashes, rangeLeads, rangeParts, rushWords, timeLeads } from './lexicon/times.ts';
import type { BareHours } from './lexicon/times.ts';
import { units } from './lexicon/units.ts';
import {
  aboutWords,
  measures,
  notTimes,
  numberedWords,
  quantifiers,
  rateWords,
  ratioWords,
  shiftWords,
} from './lexicon/words.ts';
import { entryAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { clockAt } from './match-clock.ts';
import { minutesAt } from './match-number.ts';
import { atEdge, atEnd, likeHours } from './readings.ts';
import type { Clock, Found } from './readings.ts';
import { minutesOf, resolveClocks } from './resolve-time.ts';

const asText = (end: number): Match<Found> => ({ end, value: { reading: { kind: 'text' } } });

/** A time with the word that calls for it and the part of the day behind it: в 5 вечера, at noon, 17:00. */
export function timeAt(line: Line, at: number): Match<Found> | undefined {
  const lead = entryAt(line, at, timeLeads);
  const found = lead && timeAfter(line, lead.end, lead.value);
  if (found && isRate(line, at, lead.end)) return asText(found.end);
  if (found) return found;
  const before = wordAt(line, at - 1);
  const isOther = ratioWords.has(before) || quantifiers.has(before);
  return isOther ? undefined : timeAfter(line, at, undefined);
}

function timeAfter(line: Line, at: number, hours: BareHours | undefined): Match<Found> | undefined {
  const named = namedTimes.get(wordAt(line, at));
  if (named !== undefined) return namedTime(at + 1, named, hours !== undefined);
  const found = clockAt(line, at, hours ?? 'none');
  if (!found) return undefined;
  const { clock, isPlain } = found.value;
  const part = partAfter(line, found.end, hours);
  const isHour = isCalledFor(line, at, hours) && !isCounted(line, found.end);
  if (!isPlain && !part && !isHour) return undefined;
  const hourPlaces = isBeforeName(line, found.end) ? { ...likeHours, first: false } : likeHours;
  const places = isPlain || part ? undefined : hourPlaces;
  return {
    end: part?.end ?? found.end,
    value: { reading: { kind: 'clock', clock, part: part?.value }, places },
  };
}

function namedTime(end: number, minutes: number, isLed: boolean): Match<Found> {
  const clock: Clock = { hour: minutes / 60, minute: 0, form: 'fixed' };
  return { end, value: { reading: { kind: 'clock', clock }, places: isLed ? undefined : atEnd } };
}

/** Whether an hour without minutes may stand behind this word; до 10 needs minutes, к шести does not. */
function isCalledFor(line: Line, at: number, hours: BareHours | undefined): boolean {
  const isFigure = tokenAt(line, at)?.kind === 'number';
  return hours === 'any' || (hours === 'words' && !isFigure);
}

/** Whether the word behind a figure says what it counts: в 2 раза, после двух недель. */
function isCounted(line: Line, at: number): boolean {
  const word = wordAt(line, at);
  return units.has(word) || measures.has(word) || numberedWords.has(word);
}

/** A word with a capital is a name, unless it may be a chip: At 10 Downing Street, but At 5 Tomorrow. */
function isBeforeName(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token || mayBegin(token.word)) return false;
  return /^\p{Lu}\p{Ll}/u.test(line.text.slice(token.start, token.end));
}

/** The part of the day behind an hour. `дня` counts days too, so it needs a word before the hour. */
function partAfter(line: Line, at: number, hours: BareHours | undefined) {
  const part = entryAt(line, at, partsOfHours);
  const isCount = part && wordAt(line, at) === 'дня' && (hours ?? 'none') === 'none';
  return isCount ? undefined : part;
}

/** В час пик, 60 км в час: no time. */
function isRate(line: Line, at: number, place: number): boolean {
  if (wordAt(line, place) !== 'час') return false;
  return rushWords.has(wordAt(line, place + 1)) || rateWords.has(wordAt(line, at - 1));
}

/** A range of times: 15:00-16:30, 3-4pm, from 3 to 4pm, с 15 до 16, с 9 до 11 утра. */
export function timeRangeAt(line: Line, at: number): Match<Found> | undefined {
  const lead = entryAt(line, at, rangeLeads);
  const hours = lead ? 'range' : 'none';
  const from = partedClockAt(line, lead?.end ?? skippedLead(line, at), hours);
  const isWhole = lead !== undefined || from?.value.isPlain === true;
  const parted = from && partedAt(line, from.end, isWhole);
  const to = parted === undefined ? undefined : partedClockAt(line, parted, hours);
  if (!from || !to || (!lead && !isRangeAlone(line, from, to))) return undefined;
  const { clock, part: first } = from.value;
  const part = first ? undefined : to.value.part;
  const reading = {
    kind: 'clock' as const,
    clock: first ? fixedBy(clock, first) : clock,
    to: first && to.value.part ? fixedBy(to.value.clock, to.value.part) : to.value.clock,
    part,
  };
  if (resolveClocks(reading.clock, reading.to, part).length === 0) return undefined;
  const isPlain = from.value.isPlain || to.value.isPlain;
  return { end: to.end, value: { reading, places: isPlain ? undefined : likeHours } };
}

type PartedClock = Match<{ clock: Clock; isPlain: boolean; part: DayPart | undefined }>;

/** A clock in a range, with the part of the day behind it: с 9 утра до 6 вечера. */
function partedClockAt(line: Line, at: number, hours: BareHours): PartedClock | undefined {
  const found = clockAt(line, at, hours);
  const part = found && partAfter(line, found.end, hours);
  return (
    found && {
      end: part?.end ?? found.end,
      value: {
        clock: found.value.clock,
        isPlain: found.value.isPlain || part !== undefined,
        part: part?.value,
      },
    }
  );
}

function fixedBy(clock: Clock, part: DayPart): Clock {
  const minutes = minutesOf(clock, part);
  return { hour: Math.floor(minutes / 60), minute: minutes % 60, form: 'fixed' };
}

/** Without a `from` a dash parts 3-4pm, and a word parts two whole times: 2pm to 4pm. */
function isRangeAlone(line: Line, from: PartedClock, to: PartedClock): boolean {
  const isDash = dashes.has(wordAt(line, from.end));
  return isDash ? from.value.isPlain || to.value.isPlain : from.value.isPlain && to.value.isPlain;
}

function skippedLead(line: Line, at: number): number {
  return ['в', 'at'].includes(wordAt(line, at)) ? at + 1 : at;
}

/** Where the second time of a range begins. */
function partedAt(line: Line, at: number, isLed: boolean): number | undefined {
  const isParted = dashes.has(wordAt(line, at)) || (isLed && rangeParts.has(wordAt(line, at)));
  return isParted ? at + 1 : undefined;
}

/** A part of the day by its own words: in the morning, tonight, утром. */
export function partAt(line: Line, at: number): Match<Found> | undefined {
  const ofToday = entryAt(line, at, partsOfToday);
  if (ofToday) return partFound(ofToday, true);
  const found = entryAt(line, at, partPhrases);
  if (!found) return undefined;
  const isOther =
    wordAt(line, found.end) === 'рождения' ||
    (wordAt(line, at) === 'днем' && notTimes.has(wordAt(line, at - 1)));
  return isOther ? asText(found.end) : partFound(found, false);
}

const partFound = ({ end, value }: Match<DayPart>, isToday: boolean): Match<Found> => ({
  end,
  value: { reading: { kind: 'part', part: value, isToday } },
});

/** A part of the day right behind a day or a repeat: tomorrow morning. */
export function barePartAt(line: Line, at: number): Match<Found> | undefined {
  const part = bareParts.get(wordAt(line, at));
  const isEnglish = /^[a-z]/u.test(wordAt(line, at));
  return part && isEnglish ? partFound({ end: at + 1, value: part }, false) : undefined;
}

/** A time so long from now: in 2 hours, через полтора часа. */
export function momentAt(line: Line, at: number): Match<Found> | undefined {
  if (!['in', 'через'].includes(wordAt(line, at))) return undefined;
  const found = minutesAt(line, at + 1);
  return found && { end: found.end, value: { reading: { kind: 'moment', minutes: found.value } } };
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
