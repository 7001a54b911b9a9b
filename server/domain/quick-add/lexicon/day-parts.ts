import { phrases, spellings } from './table.ts';

export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** When a part of the day is, where no hour is named. */
export const timesOfParts: Record<DayPart, number> = {
  morning: 9 * 60,
  afternoon: 15 * 60,
  evening: 19 * 60,
  night: 22 * 60,
};

/** Phrases that are a time by themselves. */
export const partPhrases = phrases<DayPart>([
  ['in the morning|утром|с утра|к утру', 'morning'],
  ['in the afternoon|днем|после обеда|после полудня', 'afternoon'],
  ['in the evening|вечером|к вечеру|до вечера', 'evening'],
  ['at night|ночью', 'night'],
]);

/** Phrases that name today as well. */
export const partsOfToday = phrases<DayPart>([
  ['this morning', 'morning'],
  ['this afternoon', 'afternoon'],
  ['tonight|this evening', 'evening'],
]);

/** Words that count beside a day only (tomorrow morning), or after `every`. */
export const bareParts = spellings<DayPart>([
  ['morning|утро', 'morning'],
  ['afternoon', 'afternoon'],
  ['evening|вечер', 'evening'],
  ['night|ночь', 'night'],
]);

/** What is done at that time every day, after `по`; the English ones stand behind a weekday. */
export const pluralParts = spellings<DayPart>([
  ['утрам|mornings', 'morning'],
  ['afternoons', 'afternoon'],
  ['вечерам|evenings', 'evening'],
  ['ночам|nights', 'night'],
]);

/** Words behind an hour: 5 вечера, 9 in the morning. `дня` also counts days, so it needs a word before the hour. */
export const partsOfHours = phrases<DayPart>([
  ['in the morning|утра|утром', 'morning'],
  ['in the afternoon|дня|днем', 'afternoon'],
  ['in the evening|вечера|вечером', 'evening'],
  ['at night|ночи|ночью', 'night'],
]);

/** Hours with a name, in minutes of the day. */
export const namedTimes = spellings([
  ['noon|midday|полдень', 12 * 60],
  ['midnight|полночь', 0],
]);
