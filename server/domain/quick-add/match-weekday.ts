import type { Lead } from './lexicon/leads.ts';
import { namesAfterWeekdays, namesOfWeekdays, weekdayWords } from './lexicon/weekdays.ts';
import type { WeekdayForm } from './lexicon/weekdays.ts';
import { ordinals } from './lexicon/numbers.ts';
import { units } from './lexicon/units.ts';
import { quantifiers } from './lexicon/words.ts';
import { gluedAt, tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import type { DayMatch } from './match-date.ts';
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
  const end = ofWeek === undefined ? afterName(line, place + 1, word.forms) : place + 3;
  if (isName(line, place)) return { end, value: {} };
  const isLed = lead !== undefined || step !== undefined;
  const cases = lead?.cases ?? (step === undefined ? bareForms : nextForms);
  if (!word.forms.some((form) => cases.includes(form))) return undefined;
  if (!isLed && word.forms.includes('short') && isTaken(line, place)) return undefined;
  const places = isLed ? undefined : placesOf(line, place, word.forms);
  return {
    end,
    value: {
      spec: { by: 'weekday', weekday: word.weekday, week: ofWeek ?? (step === 1 ? 1 : undefined) },
      ...(places && { places }),
    },
  };
}

/** The full stop of an abbreviation goes with it: fri. at 5. */
function afterName(line: Line, at: number, forms: readonly WeekdayForm[]): number {
  const isStopped = forms.includes('short') && gluedAt(line, at) === '.';
  return isStopped && tokenAt(line, at + 1)?.spaced ? at + 1 : at;
}

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
