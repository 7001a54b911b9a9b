import { bareParts, namedTimes, partPhrases, partsOfToday } from './day-parts.ts';
import {
  dayEndPhrases,
  dayEnds,
  periodEnds,
  places,
  relativeDays,
  shortDays,
  weekendWords,
} from './days.ts';
import { endLeads, labels, leads } from './leads.ts';
import { months } from './months.ts';
import { cardinals, halves, lastWords, ordinals } from './numbers.ts';
import {
  adverbPrefixes,
  englishAdverbs,
  everyDays,
  halfAdverbs,
  ofYear,
  onceWords,
  pluralDays,
  russianAdverbs,
  severalTimes,
  timesOfUnit,
} from './repeats.ts';
import { rangeLeads, timeLeads } from './times.ts';
import { weekdayWords } from './weekdays.ts';
import {
  completionFirsts,
  everyWords,
  nextWords,
  pastWords,
  priorities,
  thisWords,
} from './words.ts';

const phraseTables = [
  dayEndPhrases,
  endLeads,
  everyDays,
  labels,
  leads,
  ofYear,
  onceWords,
  partPhrases,
  partsOfToday,
  places,
  pluralDays,
  priorities,
  rangeLeads,
  relativeDays,
  timeLeads,
  timesOfUnit,
];

const wordTables: readonly { keys(): Iterable<string> }[] = [
  adverbPrefixes,
  bareParts,
  cardinals,
  dayEnds,
  englishAdverbs,
  everyWords,
  halfAdverbs,
  halves,
  lastWords,
  months,
  namedTimes,
  nextWords,
  ordinals,
  pastWords,
  periodEnds,
  russianAdverbs,
  severalTimes,
  shortDays,
  thisWords,
  weekdayWords,
  weekendWords,
  completionFirsts,
];

/** The words with which a reading may begin; at any other there is nothing to try. `пол…` may be half an hour. */
const beginnings: ReadonlySet<string> = new Set([
  ...phraseTables.flatMap(({ firsts }) => [...firsts]),
  ...wordTables.flatMap((table) => [...table.keys()]),
  ...'the in alternate через без half quarter начиная'.split(' '),
]);

export const mayBegin = (word: string): boolean => beginnings.has(word) || word.startsWith('пол');
