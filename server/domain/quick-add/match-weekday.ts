import type { Lead } from './lexicon/leads.ts';
import { namesAfterWeekdays, namesOfWeekdays, weekdayWords } from './lexicon/weekdays.ts';
import type { WeekdayForm } from './lexicon/weekdays.ts';
import { ordinals } from './lexicon/numbers.ts';
import { units } from './lexicon/units.ts';
import { quantifiers } from './lexicon/words.ts';
import { isNounAt } from './is-noun-at.ts';
import { tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import type { DayMatch } from './match-date.ts';
import { afterAbbreviation } from './match-weekdays.ts';
import { stepAt, stepEnd } from './match-relative-day.ts';
import { atEnd, besideOnly } from './readings.ts';
import type { Places } from './readings.ts';

/** A weekday: friday, this friday, в следующую пятницу, пт. What only looks like one is text. */
export function weekdayAt(line: Line, at: number, lead: Lead | undefined): DayMatch | undefined {
  const step = stepAt(line, at);
  const place = step === undefined ? at : stepEnd(line, at);
  const word = weekdayWords.get(wordAt(line, place));
  if (!word) return undefined;
  const ofWeek =
    units.get(wordAt(line, place + 2)) === 'week' ? stepAt(line, place + 1) : undefined;
  const isWeekLater = step === undefined && ofWeek === undefined && isWeekAt(line, place + 1);
  const nameEnd = isWeekLater ? place + 2 : afterAbbreviation(line, place + 1);
  const end = ofWeek === undefined ? nameEnd : place + 3;
  if (isName(line, place)) return { end, value: {} };
  const isLed = lead !== undefined || step !== undefined;
  const cases = lead?.cases ?? (step === undefined ? bareForms : nextForms);
  if (!word.forms.some((form) => cases.includes(form))) return undefined;
  if (!isLed && word.forms.includes('short') && isTaken(line, place)) return undefined;
  const alone = isWeekLater ? atEnd : placesOf(line, place, word.forms);
  const places = isLed && !isWeekLater ? undefined : alone;
  return {
    end,
    value: {
      spec: {
        by: 'weekday',
        weekday: word.weekday,
        week: ofWeek ?? (step === 1 ? 1 : undefined),
        ...(isWeekLater && { isWeekLater }),
      },
      ...(places && { places }),
    },
  };
}

/** Friday week is Friday in a week, but friday week review a review on Friday. */
const isWeekAt = (line: Line, at: number): boolean =>
  wordAt(line, at) === 'week' && !isNounAt(line, at + 1);

const bareForms: readonly WeekdayForm[] = ['any', 'nominative', 'short'];
const nextForms: readonly WeekdayForm[] = ['any', 'nominative', 'short'];

/** Black Friday, среда разработки, the second Sunday of May: names, and days that are not understood. */
function isName(line: Line, at: number): boolean {
  const before = wordAt(line, at - 1);
  const isNamed = namesOfWeekdays.has(before) || ordinals.has(before);
  return isNamed || namesAfterWeekdays.has(wordAt(line, at + 1));
}

/** An abbreviation after an article or a number is another word: the sun, 60 Вт. */
function isTaken(line: Line, at: number): boolean {
  return quantifiers.has(wordAt(line, at - 1)) || tokenAt(line, at - 1)?.kind === 'number';
}

function placesOf(line: Line, at: number, forms: readonly WeekdayForm[]): Places | undefined {
  if (wordAt(line, at) === 'среда') return besideOnly;
  return forms.includes('short') ? atEnd : undefined;
}
