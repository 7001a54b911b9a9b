import { bareParts, namedTimes } from './lexicon/day-parts.ts';
import { relativeDays, weekendWords } from './lexicon/days.ts';
import { leads } from './lexicon/leads.ts';
import { months } from './lexicon/months.ts';
import { halves, lastWords, ordinalEndings, ordinals } from './lexicon/numbers.ts';
import {
  adverbPrefixes,
  englishAdverbs,
  halfAdverbs,
  manyWords,
  ofYear,
  onceWords,
  repeatUnits,
  seasons,
  whichWords,
} from './lexicon/repeats.ts';
import { shortUnits, units } from './lexicon/units.ts';
import { namesOfWeekdays, weekdayWords } from './lexicon/weekdays.ts';
import {
  everyWords,
  nextWords,
  quantifiers,
  smallWords,
  thisWords,
  vagueWords,
} from './lexicon/words.ts';
import { closesAt, entryAt, gluedAt, phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { isNounAt } from './is-noun-at.ts';
import { figureDateAt } from './match-date.ts';
import { isOfOther } from './match-every.ts';
import { cardinalAt } from './match-number.ts';
import { asText, atEdge } from './readings.ts';
import type { Found, Places } from './readings.ts';

/** So many words of a repeat that is not understood are kept from being read as something else. */
const longestHalf = 6;

/** A repeat of which only half is understood: nothing that says when counts in its line. */
export const halfRepeat = (end: number, places?: Places): Match<Found> => ({
  end,
  value: { reading: { kind: 'half-repeat' }, places },
});

/** What says that something comes again, and makes no repeat: every 2 hours, каждые 3-4 дня, hourly, of every year. */
export function halfUnderstoodAt(line: Line, at: number): Match<Found> | undefined {
  const yearly = entryAt(line, at, ofYear);
  if (yearly) return halfRepeat(yearly.end);
  return everyHalfAt(line, at) ?? adverbHalfAt(line, at) ?? alternateHalfAt(line, at);
}

/** `every` with numbers, units and days behind it. */
function everyHalfAt(line: Line, at: number): Match<Found> | undefined {
  const once = entryAt(line, at, onceWords);
  if (!once && !everyWords.has(wordAt(line, at))) return undefined;
  const start = once?.end ?? (gluedAt(line, at + 1) === '!' ? at + 2 : at + 1);
  if (once && isOnceMore(line, at) && weekdayWords.has(wordAt(line, start))) return undefined;
  const isOfThing = tokenAt(line, at - 1)?.kind === 'word' && isOfOther(line, at);
  if (isOfThing && !isWhichAt(line, start + 1)) return asText(start + 1);
  const tail = halfTailAt(line, start);
  if (tail && isThingAt(line, start) && isNounAt(line, tail.end)) return asText(tail.end);
  return tail ?? numbersAt(line, start);
}

/** Every black friday mail, every spring cleaning task: a name before what is meant. */
const isThingAt = (line: Line, at: number): boolean =>
  namesOfWeekdays.has(wordAt(line, at)) || phraseAt(line, at, ['spring', 'cleaning']) !== undefined;

/** Каждого месяца 5 числа: a number or a weekday says on which day it comes again. */
function isWhichAt(line: Line, at: number): boolean {
  const led = entryAt(line, at, leads)?.end ?? at;
  const place = wordAt(line, led) === 'the' ? led + 1 : led;
  const isNumber = isNumberAt(line, place) && !isDateAt(line, place);
  return isNumber || weekdayWords.has(wordAt(line, place));
}

/** Ещё раз в пятницу, один раз в пятницу, второй раз в пятницу: that is one friday. */
function isOnceMore(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  return (
    ['еще', '1', 'один'].includes(before) ||
    [ordinals, lastWords, nextWords, thisWords].some((set) => set.has(before))
  );
}

/** What comes again, and is not understood: 2 hours, odd mondays, школьный день, весну. */
export function halfTailAt(line: Line, at: number): Match<Found> | undefined {
  let end = at;
  let last = at;
  let isTime = isNamedUnit(line, at);
  while (end < at + longestHalf && isOfRepeat(line, end) && !isDateAt(line, end)) {
    isTime ||= isTimeAt(line, end);
    end += 1;
    if (isTime && closesAt(line, end)) last = end;
  }
  if (last > at) return halfRepeat(last);
  return isTime && end === at ? halfRepeat(at + 2) : undefined;
}

/** Numbers alone count something else, as in every 5 pages, but are kept from being read. */
function numbersAt(line: Line, at: number): Match<Found> | undefined {
  let end = at;
  while (end < at + longestHalf && isNumberAt(line, end) && !isDateAt(line, end)) end += 1;
  return end > at ? asText(end) : undefined;
}

/** Every school day: a word that says which of them stands between. */
function isNamedUnit(line: Line, at: number): boolean {
  const next = wordAt(line, at + 1);
  const isName = tokenAt(line, at)?.kind === 'word' && !smallWords.has(wordAt(line, at));
  const isDay = entryAt(line, at + 1, relativeDays) !== undefined;
  return isName && !isDay && (units.has(next) || bareParts.has(next) || repeatUnits.has(next));
}

/** Hourly, semi-monthly, twice yearly. An English one counts at the edge only, for elsewhere it says which thing is meant. */
function adverbHalfAt(line: Line, at: number): Match<Found> | undefined {
  const word = wordAt(line, at);
  if (quantifiers.has(wordAt(line, at - 1))) return undefined;
  if (halfAdverbs.has(word))
    return /^[a-z]/u.test(word) ? adjective(line, at + 1) : halfRepeat(at + 1);
  if (englishAdverbs.has(word) && manyWords.has(wordAt(line, at - 1)))
    return at > 1 && isNounAt(line, at + 1) ? asText(at + 1) : halfRepeat(at + 1);
  const place = gluedAt(line, at + 1) === '-' ? at + 2 : at + 1;
  const after = adverbPrefixes.has(word) ? wordAt(line, place) : '';
  return englishAdverbs.has(after) || halfAdverbs.has(after)
    ? adjective(line, place + 1)
    : undefined;
}

/** Before a noun it may say which thing is meant: Hourly rate talks friday. Biannually never does. */
function adjective(line: Line, end: number): Match<Found> {
  const isName = isNounAt(line, end) && !wordAt(line, end - 1).endsWith('ally');
  const reading = { kind: 'half-repeat', isAdjective: true, ...(isName && { isName }) } as const;
  return { end, value: { reading, places: atEdge } };
}

/** Alternate friday. */
function alternateHalfAt(line: Line, at: number): Match<Found> | undefined {
  const next = wordAt(line, at + 1);
  const isAlternate = wordAt(line, at) === 'alternate' && !quantifiers.has(wordAt(line, at - 1));
  const isUnit = units.has(next) && wordAt(line, at + 2) !== 'for';
  return isAlternate && (weekdayWords.has(next) || isUnit) ? halfRepeat(at + 2) : undefined;
}

const isDateAt = (line: Line, at: number): boolean =>
  figureDateAt(line, at, 'nothing') !== undefined;

const timeTables = [bareParts, months, namedTimes, repeatUnits, units, weekdayWords];

/** A word of what may come again. */
function isTimeAt(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token) return false;
  const { word, spaced } = token;
  return (
    timeTables.some((table) => table.has(word)) ||
    seasons.has(word) ||
    weekendWords.has(word) ||
    word === 'полчаса' ||
    (!spaced && shortUnits.has(word))
  );
}

const isOfRepeat = (line: Line, at: number): boolean =>
  isTimeAt(line, at) || whichWords.has(wordAt(line, at)) || isNumberAt(line, at);

function isNumberAt(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token) return false;
  const { kind, word, spaced } = token;
  return (
    kind === 'number' ||
    (!spaced && (word === '-' || word === '–' || ordinalEndings.has(word))) ||
    (word === 'of' && wordAt(line, at - 1) === 'couple') ||
    [halves, lastWords, ordinals, vagueWords].some((table) => table.has(word)) ||
    cardinalAt(line, at) !== undefined
  );
}
