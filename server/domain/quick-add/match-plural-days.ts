import type { Weekday } from '../recurrence/calendar.ts';
import { pluralParts } from './lexicon/day-parts.ts';
import { everyDays, pluralDays, repeatUnits, workdaysIn } from './lexicon/repeats.ts';
import { entryAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { monthDaysAt } from './match-every.ts';
import { plural, pluralOrShort, weekdaysAt } from './match-weekdays.ts';
import { likeHours } from './readings.ts';
import type { Places } from './readings.ts';
import type { Repeat } from './repeat.ts';

/** Behind them the days are some of many, a place, or the ones that are left out: in two fridays, at Fridays, not on mondays. */
const noRepeat: ReadonlySet<string> = new Set(
  'two three four five six both few several at these those not except'.split(' '),
);

/** Mondays, on tuesdays and thursdays, по будням, в будни, по утрам, по 5-м числам. Without a word before them they may be text. */
export function pluralAt(
  line: Line,
  at: number,
): Match<{ repeat: Repeat; places?: Places }> | undefined {
  const before = wordAt(line, at - 1) === 'on' ? at - 2 : at - 1;
  if (noRepeat.has(wordAt(line, before))) return undefined;
  const lead = wordAt(line, at);
  const inWorkdays = lead === 'в' ? entryAt(line, at + 1, workdaysIn) : undefined;
  if (inWorkdays) return { end: inWorkdays.end, value: { repeat: inWorkdays.value } };
  const isLed = lead === 'on' || lead === 'по';
  const place = isLed ? at + 1 : at;
  const isRussian = /^[а-я]/u.test(wordAt(line, place));
  if (isRussian && lead !== 'по') return undefined;
  const places = isLed ? undefined : { places: likeHours };
  const part = lead === 'по' ? pluralParts.get(wordAt(line, place)) : undefined;
  if (part) return { end: place + 1, value: { repeat: { freq: 'DAILY', interval: 1, part } } };
  const monthDays = lead === 'по' ? monthDaysAt(line, place) : undefined;
  if (monthDays && wordAt(line, monthDays.end - 1) === 'числам')
    return { end: monthDays.end, value: { repeat: monthDays.value } };
  const days = alternateAt(line, place) ?? partsOfDaysAt(line, place) ?? pluralDaysAt(line, place);
  return days && { end: days.end, value: { repeat: days.value, ...places } };
}

/** Monday mornings, weekday evenings. */
function partsOfDaysAt(line: Line, at: number): Match<Repeat> | undefined {
  if (!/^[a-z]/u.test(wordAt(line, at))) return undefined;
  const days = entryAt(line, at, everyDays) ?? weeklyOf(weekdaysAt(line, at));
  const part = days && pluralParts.get(wordAt(line, days.end));
  return part && { end: days.end + 1, value: { ...days.value, part } };
}

/** Alternate fridays, alternate weeks. */
function alternateAt(line: Line, at: number): Match<Repeat> | undefined {
  if (wordAt(line, at) !== 'alternate') return undefined;
  const word = wordAt(line, at + 1);
  const unit = word.endsWith('s') ? repeatUnits.get(word) : undefined;
  if (unit) return { end: at + 2, value: { ...unit, interval: 2 * unit.interval } };
  const days = weeklyOf(weekdaysAt(line, at + 1, plural));
  return days && { end: days.end, value: { ...days.value, interval: 2 } };
}

const weeklyOf = (days: Match<Weekday[]> | undefined): Match<Repeat> | undefined =>
  days && {
    end: days.end,
    value: { freq: 'WEEKLY', interval: 1, byDay: days.value.map((weekday) => ({ weekday })) },
  };

/** The days themselves, behind such a word: будням, вторникам и четвергам, mondays. Short ones are Russian alone. */
export function pluralDaysAt(line: Line, at: number): Match<Repeat> | undefined {
  const days = entryAt(line, at, pluralDays);
  if (days) return days;
  const isRussian = /^[а-я]/u.test(wordAt(line, at));
  return weeklyOf(weekdaysAt(line, at, isRussian ? pluralOrShort : plural));
}
