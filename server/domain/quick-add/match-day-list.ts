import type { Weekday } from '../recurrence/calendar.ts';
import { dateWords } from './lexicon/days.ts';
import { months } from './lexicon/months.ts';
import { listMarks } from './lexicon/repeats.ts';
import { dashes } from './lexicon/times.ts';
import { units } from './lexicon/units.ts';
import type { WeekdayForm } from './lexicon/weekdays.ts';
import { aboutWords, jointWords, notDueWords } from './lexicon/words.ts';
import { tokenAt, wordAt, wordBefore } from './line.ts';
import type { Line, Match } from './line.ts';
import { isNounAt } from './is-noun-at.ts';
import { dayOfMonthAt, namedDateAt } from './match-date.ts';
import { leadAt } from './match-day.ts';
import { dueLabelEnd } from './match-due-label.ts';
import { afterLead } from './match-every.ts';
import { ordinalAt } from './match-number.ts';
import { rangeWords, singular, weekdayIn, weekdaysAt } from './match-weekdays.ts';
import { atEdge, likeHours } from './readings.ts';
import type { Found, Places } from './readings.ts';

/** The longest list that is looked at, so that work stays bounded. */
const longestList = 7;

type List = Match<{ places?: Places; days?: readonly Weekday[] }> | undefined;

/**
 * Days that stand together without an `every`: mon-fri, пн, ср, пт, Monday and Friday, 1-го и 15-го, 5 и 6 мая. A list of
 * days is not one day, nor does it say that it comes again.
 */
export function dayListAt(line: Line, at: number): Match<Found> | undefined {
  const led = ledAt(line, at);
  const place = led?.end ?? afterLead(line, at);
  const list = led === undefined ? undefined : weekdayListAt(line, place, led.value);
  const found = list ?? (isHourLed(line, place) ? undefined : monthDayListAt(line, place));
  if (!found) return undefined;
  const { places, days } = found.value;
  const isAbout = isSaidOfOther(line, at);
  const reading = { kind: 'half-repeat', list: { isAbout, ...(days && { days }) } } as const;
  return { end: found.end, value: { reading, places } };
}

/** At 10, 5 Dec: between such a word and a comma a number is an hour. */
const isHourLed = (line: Line, at: number): boolean =>
  ['at', 'в', 'во'].includes(wordAt(line, at - 1)) && wordAt(line, at + 1) === ',';

/** The word that calls for the first day, and the forms of weekdays behind it; undefined behind one that begins something. */
function ledAt(line: Line, at: number): Match<readonly WeekdayForm[]> | undefined {
  const place = afterLead(line, at);
  if (place > at) return { end: place, value: singular };
  const lead = leadAt(line, at);
  if (!lead) return { end: at, value: singular };
  return lead.value.role === 'start' ? undefined : { end: lead.end, value: lead.value.cases };
}

/** For Monday and Tuesday, отчёт за пн-пт, билеты на субботу и воскресенье: of what something is, not when. */
function isSaidOfOther(line: Line, at: number): boolean {
  const before = wordBefore(line, at);
  const isNamed =
    ['for', 'на'].includes(wordAt(line, at)) && tokenAt(line, at - 1)?.kind === 'word';
  return isNamed || before === 'of' || aboutWords.has(before) || notDueWords.has(before);
}

function weekdayListAt(line: Line, at: number, forms: readonly WeekdayForm[]): List {
  const word = wordAt(line, at - 1);
  let end = weekdayIn(line, at, forms) === undefined ? undefined : at + 1;
  let days = end === undefined ? 0 : 1;
  while (end !== undefined && days < longestList) {
    const next = joinedAt(line, end, [...listMarks, ...dashes, ...rangeWords]);
    const place = next === undefined ? undefined : afterOwnLead(line, next, word);
    if (place === undefined || weekdayIn(line, place, forms) === undefined) break;
    end = place + 1;
    days += 1;
  }
  if (days < 2 || end === undefined) return undefined;
  const whole = weekdaysAt(line, at);
  return {
    end,
    value: { places: atEdge, ...(whole?.end === end && { days: whole.value }) },
  };
}

/** Behind `on the` or `в`, or the word that stands before the first day too. */
const afterOwnLead = (line: Line, at: number, word: string): number | undefined =>
  dueLabelEnd(line, at) === undefined && wordAt(line, at) === word && leadAt(line, at)
    ? at + 1
    : afterLead(line, at);

/** Behind the marks and the words that join a day to the one before. */
function joinedAt(line: Line, at: number, marks: readonly string[]): number | undefined {
  const place = marks.includes(wordAt(line, at)) ? at + 1 : at;
  const isJoined =
    jointWords.has(wordAt(line, place)) || (place === at && marks.includes(wordAt(line, place)));
  const end = isJoined ? place + 1 : place;
  return end > at ? end : undefined;
}

/** 5 и 6 декабря, the 5th or 6th, Dec 5 and 6. */
function monthDayListAt(line: Line, at: number): List {
  const dated = moreOfMonthAt(line, at);
  if (dated) return dated;
  const end = daysEnd(line, at, dayOfMonthAt) ?? at;
  if (end > at && months.has(wordAt(line, end))) return { end: end + 1, value: {} };
  if (end > at && dateWords.has(wordAt(line, end)))
    return { end: end + 1, value: { places: likeHours } };
  const ordinals = daysEnd(line, at, ordinalFigureAt);
  return ordinals === undefined ? undefined : { end: ordinals, value: { places: likeHours } };
}

const ordinalFigureAt: typeof dayOfMonthAt = (line, at) =>
  tokenAt(line, at)?.kind === 'number' && ordinalAt(line, at) ? dayOfMonthAt(line, at) : undefined;

/** Behind two days of a month or more that are joined. */
function daysEnd(line: Line, at: number, dayIn: typeof dayOfMonthAt): number | undefined {
  let end = at;
  let days = 0;
  let place: number | undefined = at;
  while (place !== undefined && days < longestList) {
    const day = dayIn(line, place);
    if (!day) break;
    end = day.end;
    days += 1;
    const next = joinedAt(line, end, [...listMarks]);
    place = next === undefined ? undefined : afterLead(line, next);
  }
  return days > 1 ? end : undefined;
}

/** Dec 5 and 6, 25 декабря или 26: behind a date another day of its month. */
function moreOfMonthAt(line: Line, at: number): List {
  const date = namedDateAt(line, at);
  if (!date || !jointWords.has(wordAt(line, date.end))) return undefined;
  const day = dayOfMonthAt(line, date.end + 1);
  if (!day || isNounAt(line, day.end) || tokenAt(line, day.end)?.spaced === false) return undefined;
  const isOther = months.has(wordAt(line, day.end)) || units.has(wordAt(line, day.end));
  return isOther ? undefined : { end: day.end, value: {} };
}
