import { mayBegin } from './lexicon/beginnings.ts';
import { namedTimes, partsOfHours } from './lexicon/day-parts.ts';
import { rushWords, timeLeads } from './lexicon/times.ts';
import type { BareHours } from './lexicon/times.ts';
import { units } from './lexicon/units.ts';
import { measures, numberedWords, quantifiers, rateWords, ratioWords } from './lexicon/words.ts';
import { entryAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { clockAt } from './match-clock.ts';
import { dueLabelEnd } from './match-due-label.ts';
import { asText, atEnd, likeHours } from './readings.ts';
import type { Clock, Found } from './readings.ts';

/** A time with the word that calls for it and the part of the day behind it: в 5 вечера, at noon, 17:00. */
export function timeAt(line: Line, at: number): Match<Found> | undefined {
  const label = dueLabelEnd(line, at);
  const word = entryAt(line, label ?? at, timeLeads);
  const lead = word ?? (label === undefined ? undefined : { end: label, value: 'none' as const });
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
export function isCounted(line: Line, at: number): boolean {
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
export function partAfter(line: Line, at: number, hours: BareHours | undefined) {
  const part = entryAt(line, at, partsOfHours);
  const isCount = part && wordAt(line, at) === 'дня' && (hours ?? 'none') === 'none';
  return isCount ? undefined : part;
}

/** В час пик, 60 км в час: no time. */
function isRate(line: Line, at: number, place: number): boolean {
  if (wordAt(line, place) !== 'час') return false;
  return rushWords.has(wordAt(line, place + 1)) || rateWords.has(wordAt(line, at - 1));
}
