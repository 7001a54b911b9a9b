import { everyDays, listWords } from './lexicon/repeats.ts';
import { everyWords } from './lexicon/words.ts';
import { entryAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { afterLead, daysOfEveryAt, everyAt } from './match-every.ts';
import { pluralAt, pluralDaysAt } from './match-plural-days.ts';
import { afterSeparator } from './match-weekdays.ts';
import type { Repeat } from './repeat.ts';

/** So many times days may be added, so that work stays bounded. */
const mostMore = 7;

/**
 * A repeat with the days that a comma or an `and` adds to it: every weekday and saturday, по будням и по субботам.
 * Its value is undefined where what is added makes no one rule with it: every monday and every other friday.
 */
export function withMoreDays(line: Line, found: Match<Repeat>): Match<Repeat | undefined> {
  let whole = found;
  for (let more = 0; more < mostMore; more += 1) {
    const next = afterSeparator(line, whole.end);
    const other = isAddedAt(line, next, whole) ? moreAt(line, next) : undefined;
    if (!other) return whole;
    const sum = sumOf(whole.value, other.value, everyWords.has(wordAt(line, next)));
    if (!sum) return { end: other.end, value: undefined };
    whole = { end: other.end, value: sum };
  }
  return whole;
}

/** Behind a comma a day says which days a plain repeat means, or when it starts: every week, monday. */
function isAddedAt(line: Line, at: number, { end, value }: Match<Repeat>): boolean {
  if (listWords.has(wordAt(line, at - 1))) return at > end;
  return at > end && Boolean(value.byDay ?? value.byMonthDay);
}

/** Further days, with a word of their own for it or without: every saturday, saturday, on the last day. */
function moreAt(line: Line, at: number): Match<Repeat> | undefined {
  if (everyWords.has(wordAt(line, at))) return everyAt(line, at);
  const plurals = pluralAt(line, at);
  if (plurals) return plurals.value.repeat.byDay && { ...plurals, value: plurals.value.repeat };
  const place = afterLead(line, at);
  return entryAt(line, place, everyDays) ?? pluralDaysAt(line, place) ?? daysOfEveryAt(line, place);
}

/** Two repeats as one that comes on the days of both. Days without an `every` of their own come as often as the first. */
function sumOf(one: Repeat, other: Repeat, isFull: boolean): Repeat | undefined {
  const isAlike = one.interval === other.interval || (!isFull && other.interval === 1);
  if (one.freq !== other.freq || !isAlike || one.byMonth || other.byMonth) return undefined;
  if (one.byDay && other.byDay) return { ...one, byDay: [...one.byDay, ...other.byDay] };
  return one.byMonthDay && other.byMonthDay
    ? { ...one, byMonthDay: [...one.byMonthDay, ...other.byMonthDay] }
    : undefined;
}
