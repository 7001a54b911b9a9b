import { units } from './lexicon/units.ts';
import { endLeads, inclusiveWords, labelled, leads } from './lexicon/leads.ts';
import type { Lead } from './lexicon/leads.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import {
  aboutWords,
  everyWords,
  notDueWords,
  numberingWords,
  quantifiers,
  streetWords,
} from './lexicon/words.ts';
import { entryAt, gluedAt, tokenAt, wordAt, wordBefore } from './line.ts';
import type { Line, Match } from './line.ts';
import { cardinalAt, ordinalAt } from './match-number.ts';
import { figureDateAt, monthAt, monthDayAloneAt, namedDateAt } from './match-date.ts';
import type { Before, DayMatch } from './match-date.ts';
import {
  countedDayAt,
  isPast,
  offsetAt,
  partOfPeriodAt,
  periodAt,
  weekendAt,
} from './match-relative-day.ts';
import { weekdayAt } from './match-weekday.ts';
import { dueLabelEnd } from './match-due-label.ts';
import { asText, atEdge } from './readings.ts';
import type { Found } from './readings.ts';

/** A word that calls for a day; behind a label like `due` there may be another one. */
export function leadAt(line: Line, at: number): Match<Lead> | undefined {
  const label = dueLabelEnd(line, at);
  return (
    entryAt(line, label ?? at, leads) ??
    (label === undefined ? undefined : { end: label, value: labelled })
  );
}

/** A day with the word that calls for it, if one does. */
export function dayAt(line: Line, at: number): Match<Found> | undefined {
  const lead = leadAt(line, at);
  const led = lead && dayAfter(line, lead.end, lead.value);
  const day = led ?? dayAfter(line, at, undefined);
  if (!day) return undefined;
  const { spec, places, isDayEnd } = day.value;
  const role = led ? lead.value.role : 'due';
  const isPastStart = role === 'start' && spec?.by === 'offset' && spec.amount < 0;
  const isText = isPastStart || (led ? isOther(line, at) : isAbout(line, at));
  if (spec === undefined || isText) return asText(day.end);
  const isLast = role === 'until' || role === 'by';
  const isLabelled = led !== undefined && dueLabelEnd(line, at) !== undefined;
  const more = { ...(isDayEnd && { isDayEnd }), ...(isLabelled && { isLabelled }) };
  return {
    end: isLast ? afterInclusive(line, day.end) : day.end,
    value: { reading: { kind: 'day', spec, role, ...more }, places },
  };
}

/** Behind `включительно`, which says of a last day that it counts too. */
export function afterInclusive(line: Line, at: number): number {
  const place = gluedAt(line, at) === ',' ? at + 1 : at;
  return inclusiveWords.has(wordAt(line, place)) ? place + 1 : at;
}

/** The end of a repeat by words that elsewhere are text: ending 5 Jan, up to friday. */
export function lastDayAt(line: Line, at: number): Match<Found> | undefined {
  const lead = entryAt(line, at, endLeads);
  const day = lead && dayAfter(line, lead.end, lead.value);
  return day?.value.spec && lead
    ? {
        end: afterInclusive(line, day.end),
        value: { reading: { kind: 'day', spec: day.value.spec, role: lead.value.role } },
      }
    : undefined;
}

/** The month behind `until`, which ends a repeat on the day before it. */
export function untilMonthAt(line: Line, at: number): Match<Found> | undefined {
  const lead = leadAt(line, at);
  const isLast = lead?.value.role === 'until' || lead?.value.role === 'by';
  const month = isLast ? monthAt(line, lead.end) : undefined;
  return (
    month && {
      end: month.end,
      value: { reading: { kind: 'until-month', month: month.value } },
    }
  );
}

/** The longest day that stands at a place, behind a lead and an article. */
export function dayAfter(line: Line, at: number, lead: Lead | undefined): DayMatch | undefined {
  const isArticle = wordAt(line, at) === 'the';
  const place = isArticle ? at + 1 : at;
  if (isPast(line, at)) return pastDayAt(line, at);
  const before: Before = lead ? 'lead' : isArticle ? 'article' : 'nothing';
  const found = [
    countedDayAt(line, place),
    offsetAt(line, place),
    weekendAt(line, place, before),
    periodAt(line, place, before),
    partOfPeriodAt(line, place, before),
    isArticle ? undefined : weekdayAt(line, place, lead),
    namedDateAfter(line, place, before),
    figureDateAt(line, place, before),
    monthDayAloneAt(line, place, before),
  ];
  return longest(found);
}

/** The May 5 invoice: a date in figures behind an article names something, but at the edge. */
function namedDateAfter(line: Line, at: number, before: Before): DayMatch | undefined {
  const date = namedDateAt(line, at);
  const isOrdinal = ordinalAt(line, at) !== undefined;
  return date && before === 'article' && !isOrdinal
    ? { ...date, value: { ...date.value, places: atEdge } }
    : date;
}

export function longest<T extends { end: number }>(
  found: readonly (T | undefined)[],
): T | undefined {
  return found.reduce((best, one) => (one && one.end > (best?.end ?? 0) ? one : best), undefined);
}

/** A day that is past is text. */
function pastDayAt(line: Line, at: number): DayMatch | undefined {
  return weekdayWords.has(wordAt(line, at + 1)) ? { end: at + 2, value: {} } : undefined;
}

/** Whether a number stands there that counts units, and not those of a repeat. */
function isSpan(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  const isRepeat = everyWords.has(before) || before === '!' || before === 'в';
  return cardinalAt(line, at) !== undefined && !isRepeat;
}

/** Поздравить маму с 8 марта: a feast, and no start; a week from Friday is none either. */
function isOther(line: Line, at: number): boolean {
  if (wordAt(line, at) === 'from') return units.has(wordAt(line, at - 1)) && isSpan(line, at - 2);
  const before = [at - 1, at - 2, at - 3].map((place) => wordAt(line, place));
  return wordAt(line, at) === 'с' && before.some((word) => word.startsWith('поздрав'));
}

/** Whether the words before say what something is about, a number or a street rather than when it is due. */
function isAbout(line: Line, at: number): boolean {
  const before = wordBefore(line, at);
  if (aboutWords.has(before) || notDueWords.has(before)) return true;
  if (tokenAt(line, at)?.kind !== 'number') return false;
  const isInFigures = ['.', '/'].includes(gluedAt(line, at + 1));
  const isNumbered = numberingWords.has(before) || quantifiers.has(before);
  return streetWords.has(before) || (isInFigures && isNumbered);
}
