import { places } from './lexicon/days.ts';
import { ordinals } from './lexicon/numbers.ts';
import {
  englishAdverbs,
  manyWords,
  ofMonth,
  onceWords,
  repeatUnits,
  russianAdverbs,
} from './lexicon/repeats.ts';
import { units } from './lexicon/units.ts';
import { everyWords, quantifiers } from './lexicon/words.ts';
import { entryAt, gluedAt, phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { leadAt, longest } from './match-day.ts';
import {
  afterLead,
  countedAt,
  everyAt,
  lastDayAt,
  monthDaysAt,
  nthWeekdayAt,
  nthWeekdayOfYearAt,
} from './match-every.ts';
import { halfUnderstoodAt } from './match-half-repeat.ts';
import { withMoreDays } from './match-more-days.ts';
import { cardinalAt } from './match-number.ts';
import { pluralAt } from './match-plural-days.ts';
import { weekdaysAt } from './match-weekdays.ts';
import { atEdge } from './readings.ts';
import type { Found, Places } from './readings.ts';
import { daysOfPlaces } from './repeat.ts';
import type { Repeat } from './repeat.ts';

type RepeatMatch = Match<{ repeat: Repeat; places?: Places }> | undefined;

const certain = (found: Match<Repeat> | undefined): RepeatMatch =>
  found && { end: found.end, value: { repeat: found.value } };

/** A repeat in any of its forms, or half of one, which stays text. */
export function repeatAt(line: Line, at: number): Match<Found> | undefined {
  const base = longest([
    certain(everyAt(line, at)),
    adverbAt(line, at),
    certain(onceAt(line, at)),
    pluralAt(line, at),
    certain(ofMonthAt(line, at)),
    certain(everyOtherDayAt(line, at)),
  ]);
  if (!base) return halfUnderstoodAt(line, at);
  const { repeat, places: counts } = base.value;
  const { end, value } = withMoreDays(line, refined(line, base.end, repeat));
  if (!value) return { end, value: { reading: { kind: 'half-repeat' } } };
  if (gluedAt(line, end) === '-') return halfUnderstoodAt(line, at);
  return { end, value: { reading: { kind: 'repeat', repeat: value }, places: counts } };
}

/** Daily, ежемесячно. An English one after an article is an adjective. */
function adverbAt(line: Line, at: number): RepeatMatch {
  const word = wordAt(line, at);
  const russian = russianAdverbs.get(word);
  if (russian) return { end: at + 1, value: { repeat: russian } };
  const english = englishAdverbs.get(word);
  const before = wordAt(line, at - 1);
  return english && !quantifiers.has(before) && !manyWords.has(before)
    ? { end: at + 1, value: { repeat: english, places: atEdge } }
    : undefined;
}

/** Once a week, раз в две недели, 1 раз в неделю. More than once is no repeat of a task. */
function onceAt(line: Line, at: number): Match<Repeat> | undefined {
  const isOne = wordAt(line, at) === '1' && wordAt(line, at + 1) === 'раз';
  const once = entryAt(line, isOne ? at + 1 : at, onceWords);
  if (!once || (!isOne && isMany(line, at))) return undefined;
  const unit = repeatUnits.get(wordAt(line, once.end));
  return unit ? { end: once.end + 1, value: unit } : countedAt(line, once.end);
}

function isMany(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  const isNumber = tokenAt(line, at - 1)?.kind === 'number' && gluedAt(line, at - 1) === '';
  return (
    isNumber ||
    manyWords.has(before) ||
    ordinals.has(before) ||
    cardinalAt(line, at - 1) !== undefined
  );
}

/** First monday of the month, on the last day of each month, 1-го числа каждого месяца. */
function ofMonthAt(line: Line, at: number): Match<Repeat> | undefined {
  const lead = leadAt(line, at);
  const named = lead && lead.value.role !== 'start' ? lead.end : at;
  const place = wordAt(line, named) === 'the' ? named + 1 : named;
  const nth = nthWeekdayAt(line, place);
  const month = nth && entryAt(line, nth.end, ofMonth);
  if (month) return { end: month.end, value: nth.value };
  const days = monthDaysAt(line, place);
  const isEvery = days && everyWords.has(wordAt(line, days.end - 2));
  return isEvery ? days : placeOfMonthAt(line, place);
}

/** The end of every month, последний день каждого месяца. */
function placeOfMonthAt(line: Line, at: number): Match<Repeat> | undefined {
  const found = entryAt(line, at, places);
  const isEvery =
    found &&
    everyWords.has(wordAt(line, found.end)) &&
    units.get(wordAt(line, found.end + 1)) === 'month';
  return isEvery
    ? {
        end: found.end + 2,
        value: { freq: 'MONTHLY', interval: 1, byMonthDay: [daysOfPlaces[found.value]] },
      }
    : undefined;
}

/** Через день is every other day. */
function everyOtherDayAt(line: Line, at: number): Match<Repeat> | undefined {
  const end = phraseAt(line, at, ['через', 'день']);
  return end === undefined ? undefined : { end, value: { freq: 'DAILY', interval: 2 } };
}

/** What stands right behind a repeat and makes it narrower. */
function refined(line: Line, at: number, repeat: Repeat): Match<Repeat> {
  if (repeat.freq === 'WEEKLY' && repeat.byDay) return everyOtherWeek(line, at, repeat);
  const days = daysBehind(line, at, repeat);
  return days
    ? { end: days.end, value: { ...repeat, ...days.value, interval: repeat.interval } }
    : { end: at, value: repeat };
}

function daysBehind(line: Line, at: number, repeat: Repeat): Match<Repeat> | undefined {
  const { freq, interval, byMonth, byDay, byMonthDay } = repeat;
  switch (freq) {
    case 'DAILY':
      return interval === 1 ? daysOfWeekAt(line, at, freq) : undefined;
    case 'WEEKLY':
      return daysOfWeekAt(line, at, freq);
    case 'MONTHLY':
      return byDay || byMonthDay ? undefined : daysOfMonthAt(line, at);
    case 'YEARLY':
      return byMonth ? undefined : nthWeekdayOfYearAt(line, afterLead(line, at));
  }
}

/** Weekly on mondays, каждую неделю в пн и ср, ежедневно по будням. */
function daysOfWeekAt(line: Line, at: number, freq: Repeat['freq']): Match<Repeat> | undefined {
  const days = pluralAt(line, at);
  if (days?.value.repeat.byDay) return { end: days.end, value: days.value.repeat };
  const place = afterLead(line, at);
  const listed = freq === 'WEEKLY' && place > at ? weekdaysAt(line, place) : undefined;
  const byDay = listed?.value.map((weekday) => ({ weekday }));
  return listed && byDay && { end: listed.end, value: { freq, interval: 1, byDay } };
}

/** Monthly on the 5th and 20th, ежемесячно в последний день. */
function daysOfMonthAt(line: Line, at: number): Match<Repeat> | undefined {
  const place = afterLead(line, at);
  const named = place > at ? (nthWeekdayAt(line, place) ?? lastDayAt(line, place)) : undefined;
  return named ?? monthDaysAt(line, place);
}

/** По вторникам через неделю. */
function everyOtherWeek(line: Line, at: number, repeat: Repeat): Match<Repeat> {
  const end = phraseAt(line, at, ['через', 'неделю']);
  return end === undefined
    ? { end: at, value: repeat }
    : { end, value: { ...repeat, interval: 2 } };
}
