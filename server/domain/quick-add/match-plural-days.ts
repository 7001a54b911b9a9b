import { pluralParts } from './lexicon/day-parts.ts';
import { pluralDays, workdaysIn } from './lexicon/repeats.ts';
import { entryAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { plural, pluralOrShort, weekdaysAt } from './match-weekdays.ts';
import { likeHours } from './readings.ts';
import type { Places } from './readings.ts';
import type { Repeat } from './repeat.ts';

/** Mondays, on tuesdays and thursdays, по будням, в будни, по утрам. Without a word before them they may be text. */
export function pluralAt(
  line: Line,
  at: number,
): Match<{ repeat: Repeat; places?: Places }> | undefined {
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
  const days = pluralDaysAt(line, place);
  return days && { end: days.end, value: { repeat: days.value, ...places } };
}

/** The days themselves, behind such a word: будням, вторникам и четвергам, mondays. Short ones are Russian alone. */
export function pluralDaysAt(line: Line, at: number): Match<Repeat> | undefined {
  const days = entryAt(line, at, pluralDays);
  if (days) return days;
  const isRussian = /^[а-я]/u.test(wordAt(line, at));
  const weekdays = weekdaysAt(line, at, isRussian ? pluralOrShort : plural);
  const byDay = weekdays?.value.map((weekday) => ({ weekday }));
  return weekdays && byDay && { end: weekdays.end, value: { freq: 'WEEKLY', interval: 1, byDay } };
}
