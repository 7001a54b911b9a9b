import { bareParts, partPhrases, partsOfToday } from './lexicon/day-parts.ts';
import type { DayPart } from './lexicon/day-parts.ts';
import { notTimes } from './lexicon/words.ts';
import { entryAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { asText } from './readings.ts';
import type { Found } from './readings.ts';

/** A part of the day by its own words: in the morning, tonight, утром. */
export function partAt(line: Line, at: number): Match<Found> | undefined {
  const ofToday = entryAt(line, at, partsOfToday);
  if (ofToday) return partFound(ofToday, true);
  const found = entryAt(line, at, partPhrases);
  if (!found) return undefined;
  const isOther =
    wordAt(line, found.end) === 'рождения' ||
    (wordAt(line, at) === 'днем' && notTimes.has(wordAt(line, at - 1)));
  return isOther ? asText(found.end) : partFound(found, false);
}

const partFound = ({ end, value }: Match<DayPart>, isToday: boolean): Match<Found> => ({
  end,
  value: { reading: { kind: 'part', part: value, isToday } },
});

/** A part of the day right behind a day or a repeat: tomorrow morning. */
export function barePartAt(line: Line, at: number): Match<Found> | undefined {
  const part = bareParts.get(wordAt(line, at));
  const isEnglish = /^[a-z]/u.test(wordAt(line, at));
  return part && isEnglish ? partFound({ end: at + 1, value: part }, false) : undefined;
}
