import { pluralParts } from './lexicon/day-parts.ts';
import { places } from './lexicon/days.ts';
import { ordinals } from './lexicon/numbers.ts';
import {
  adverbPrefixes,
  englishAdverbs,
  manyWords,
  ofMonth,
  ofYear,
  onceWords,
  repeatUnits,
  russianAdverbs,
} from './lexicon/repeats.ts';
import { units } from './lexicon/units.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import { aboutWords, everyWords, quantifiers } from './lexicon/words.ts';
import { closesAt, entryAt, gluedAt, phraseAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { isNounAt } from './is-noun-at.ts';
import { figureDateAt, namedDateAt } from './match-date.ts';
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
import { dayListAt } from './match-day-list.ts';
import { halfRepeat, halfUnderstoodAt } from './match-half-repeat.ts';
import { manyTimesAt } from './match-many-times.ts';
import { withMoreDays } from './match-more-days.ts';
import { cardinalAt, daysAt } from './match-number.ts';
import { pluralAt } from './match-plural-days.ts';
import { completionEnd } from './match-repeat-end.ts';
import { weekdaysAt } from './match-weekdays.ts';
import { asText, atEdge } from './readings.ts';
import type { Found, Places } from './readings.ts';
import { daysOfPlaces } from './repeat.ts';
import type { Repeat } from './repeat.ts';

type RepeatMatch = Match<{ repeat: Repeat; places?: Places; isName?: boolean }> | undefined;

const certain = (found: Match<Repeat> | undefined): RepeatMatch =>
  found && { end: found.end, value: { repeat: found.value } };

/** A repeat in any of its forms, or half of one, which stays text. */
export function repeatAt(line: Line, at: number): Match<Found> | undefined {
  const attribute = attributeAt(line, at);
  if (attribute !== undefined) return asText(attribute);
  const many = severalAt(line, at);
  if (many) return many;
  const base = longest<NonNullable<RepeatMatch>>([
    certain(everyAt(line, everyLeadEnd(line, at) ?? at)),
    adverbAt(line, at),
    certain(onceAt(line, at)),
    pluralAt(line, at),
    certain(ofMonthAt(line, at)),
    certain(daysLaterAt(line, at)),
    certain(listedAt(line, at)),
  ]);
  if (!base) return halfUnderstoodAt(line, at) ?? dayListAt(line, at);
  const { repeat, places: counts, isName = false } = base.value;
  const { end, value } = withMoreDays(line, refined(line, base.end, repeat));
  if (!value) return halfRepeat(end);
  if (!closesAt(line, end)) return halfUnderstoodAt(line, at);
  const named = isName && end === base.end ? { isName } : {};
  return { end, value: { reading: { kind: 'repeat', repeat: value, ...named }, places: counts } };
}

/** За каждый день, крем на каждый день: of what something is. */
function attributeAt(line: Line, at: number): number | undefined {
  const isFor = wordAt(line, at) === 'на' && tokenAt(line, at - 1)?.kind === 'word';
  const place = isFor ? at + 1 : at;
  const isAbout = isFor || aboutWords.has(wordAt(line, at - 1));
  const isUnit = everyWords.has(wordAt(line, place)) && repeatUnits.has(wordAt(line, place + 1));
  return isAbout && isUnit ? place + 2 : undefined;
}

/** Behind a word that may stand before `every`: on every friday, в каждую пятницу, due every friday, через каждые 2 дня. */
function everyLeadEnd(line: Line, at: number): number | undefined {
  if (wordAt(line, at) === 'через') return at + 1;
  const lead = leadAt(line, at);
  const isBefore = lead && (lead.value.role === 'due' || lead.value.role === 'by');
  return isBefore && everyWords.has(wordAt(line, lead.end)) ? lead.end : undefined;
}

/** Mon-fri every week, пн, ср, пт раз в две недели: how often stands behind the days. */
function listedAt(line: Line, at: number): Match<Repeat> | undefined {
  const days = weekdaysAt(line, afterLead(line, at));
  if (!days || days.value.length < 2) return undefined;
  const often = longest([
    certain(everyAt(line, days.end)),
    certain(onceAt(line, days.end)),
    adverbAt(line, days.end),
  ]);
  const { repeat } = often?.value ?? {};
  const byDay = days.value.map((weekday) => ({ weekday }));
  return often && repeat?.freq === 'WEEKLY' && !repeat.byDay
    ? { end: often.end, value: { ...repeat, byDay } }
    : undefined;
}

/** Twice a month on the 1st and 15th, два раза в неделю по вторникам и пятницам; without as many days it is half of one. */
function severalAt(line: Line, at: number): Match<Found> | undefined {
  const many = manyTimesAt(line, at);
  const { times, repeat } = many?.value ?? {};
  if (!many || (times === 1 && onceAt(line, at))) return undefined;
  if (times === 1 && weekdayWords.has(wordAt(line, at + 3))) return undefined;
  if (isOfThing(line, at, many.end)) return asText(many.end);
  const isMarked = [',', ':'].includes(wordAt(line, many.end));
  const found = repeat && daysBehind(line, isMarked ? many.end + 1 : many.end, repeat);
  const days = found?.value.byDay ?? found?.value.byMonthDay;
  return found && days?.length === times
    ? { end: found.end, value: { reading: { kind: 'repeat', repeat: found.value } } }
    : halfRepeat(many.end);
}

/** About 3 times a week plan. */
const isOfThing = (line: Line, at: number, end: number): boolean =>
  aboutWords.has(wordAt(line, at - 1)) || (wordAt(line, at - 1) === 'about' && isNounAt(line, end));

/** Daily, bi-weekly, ежемесячно. An English one after an article is an adjective. */
function adverbAt(line: Line, at: number): RepeatMatch {
  const word = wordAt(line, at);
  const russian = russianAdverbs.get(word);
  if (russian) return { end: at + 1, value: { repeat: russian } };
  const place = word === 'once' ? at + 1 : at;
  const adverb = parted(line, place) ?? { end: place + 1, value: wordAt(line, place) };
  const english = englishAdverbs.get(adverb.value);
  const before = wordAt(line, at - 1);
  return english && !quantifiers.has(before) && !manyWords.has(before)
    ? { end: adverb.end, value: { repeat: english, places: atEdge, isName: isNameAt(line, at) } }
    : undefined;
}

/** Everyday before a noun, as the first of a line, and Daily with a capital inside of it. */
function isNameAt(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (at === 0) return token?.word === 'everyday' && isNounAt(line, 1);
  const isCapital = token && /^\p{Lu}\p{Ll}/u.test(line.text.slice(token.start, token.end));
  return isCapital === true && token.word === 'daily' && tokenAt(line, at - 1)?.kind === 'word';
}

/** An adverb in two parts: bi-weekly, semi monthly. */
function parted(line: Line, at: number): Match<string> | undefined {
  const word = wordAt(line, at);
  if (!adverbPrefixes.has(word)) return undefined;
  const place = gluedAt(line, at + 1) === '-' ? at + 2 : at + 1;
  return { end: place + 1, value: word + wordAt(line, place) };
}

/** Once a week, раз в две недели, 1 раз в неделю. More than once is no repeat of a task. */
function onceAt(line: Line, at: number): Match<Repeat> | undefined {
  const many = manyTimesAt(line, at);
  const { times, repeat } = many?.value ?? {};
  if (many && times === 1 && repeat) return { end: many.end, value: repeat };
  const isOne = ['1', 'один'].includes(wordAt(line, at)) && wordAt(line, at + 1) === 'раз';
  const once = entryAt(line, isOne ? at + 1 : at, onceWords);
  if (!once || (!isOne && wordAt(line, at) === 'раз' && isMany(line, at))) return undefined;
  const unit = repeatUnits.get(wordAt(line, once.end));
  return unit ? { end: once.end + 1, value: unit } : countedAt(line, once.end);
}

function isMany(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  if (tokenAt(line, at - 1)?.kind === 'number') return gluedAt(line, at - 1) === '';
  return manyWords.has(before) || ordinals.has(before) || cardinalAt(line, at - 1) !== undefined;
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
  return isEvery ? days : (placeOfMonthAt(line, place) ?? ofYearAt(line, place));
}

/** 25 Dec of every year, 25.12 каждого года. */
function ofYearAt(line: Line, at: number): Match<Repeat> | undefined {
  const date = namedDateAt(line, at) ?? figureDateAt(line, at, 'lead');
  const spec = date?.value.spec;
  const year = date && entryAt(line, date.end, ofYear);
  if (!year || spec?.by !== 'date' || spec.year !== undefined) return undefined;
  const { month, day } = spec;
  return {
    end: year.end,
    value: { freq: 'YEARLY', interval: 1, byMonth: month, byMonthDay: [day] },
  };
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

const freqs = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

/** Через день is every other day, and через 3 дня после выполнения counts from completion. */
function daysLaterAt(line: Line, at: number): Match<Repeat> | undefined {
  if (!['через', 'in'].includes(wordAt(line, at))) return undefined;
  const span = daysAt(line, at + 1);
  const done = span && completionEnd(line, span.end);
  if (span && done !== undefined)
    return {
      end: done,
      value: { freq: freqs[span.value.unit], interval: span.value.amount, isCompletion: true },
    };
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

/** Weekly on mondays, каждую неделю в пн и ср, ежедневно по будням, daily mon-fri. */
function daysOfWeekAt(line: Line, at: number, freq: Repeat['freq']): Match<Repeat> | undefined {
  const days = pluralAt(line, at);
  if (days?.value.repeat.byDay) return { end: days.end, value: days.value.repeat };
  const place = afterLead(line, at);
  const listed = weekdaysAt(line, place);
  const isList = (listed?.value.length ?? 0) > 1;
  if (!listed || (!isList && (freq !== 'WEEKLY' || place === at))) return undefined;
  const byDay = listed.value.map((weekday) => ({ weekday }));
  return { end: listed.end, value: { freq: 'WEEKLY', interval: 1, byDay } };
}

/** Monthly on the 5th and 20th, ежемесячно в последний день, every month end. */
function daysOfMonthAt(line: Line, at: number): Match<Repeat> | undefined {
  if (wordAt(line, at) === 'end')
    return { end: at + 1, value: { freq: 'MONTHLY', interval: 1, byMonthDay: [-1] } };
  const place = afterLead(line, at);
  const named = place > at ? (nthWeekdayAt(line, place) ?? lastDayAt(line, place)) : undefined;
  return named ?? monthDaysAt(line, place);
}

/** По вторникам через неделю; every friday and saturday nights. */
function everyOtherWeek(line: Line, at: number, repeat: Repeat): Match<Repeat> {
  const part = pluralParts.get(wordAt(line, at));
  if (part && !repeat.part) return { end: at + 1, value: { ...repeat, part } };
  const end = phraseAt(line, at, ['через', 'неделю']);
  return end === undefined
    ? { end: at, value: repeat }
    : { end, value: { ...repeat, interval: 2 } };
}
