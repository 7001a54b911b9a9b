import { months } from './lexicon/months.ts';
import { listMarks } from './lexicon/repeats.ts';
import { dashes } from './lexicon/times.ts';
import { jointWords } from './lexicon/words.ts';
import { wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { dayOfMonthAt } from './match-date.ts';
import { afterLead, monthDaysAt } from './match-every.ts';
import { halfRepeat } from './match-half-repeat.ts';
import { listAt, rangeWords, weekdayIn } from './match-weekdays.ts';
import { atEdge, likeHours } from './readings.ts';
import type { Found } from './readings.ts';

/** The longest list that is looked at, so that work stays bounded. */
const longestList = 7;

/**
 * Days that stand together without an `every`: mon-fri, пн, ср, пт, Monday and Friday, 1-го и 15-го, 5 и 6 мая. A list of
 * days is not one day, nor does it say that it comes again.
 */
export function dayListAt(line: Line, at: number): Match<Found> | undefined {
  return weekdayListAt(line, at) ?? monthDayListAt(line, at);
}

function weekdayListAt(line: Line, at: number): Match<Found> | undefined {
  let end = dayEnd(line, at);
  let days = end === undefined ? 0 : 1;
  while (end !== undefined && days < longestList) {
    const next = joinedEnd(line, end);
    if (next === undefined) break;
    end = next;
    days += 1;
  }
  return days > 1 && end !== undefined ? halfRepeat(end, atEdge) : undefined;
}

/** Behind a weekday, with a word that calls for it or without. */
function dayEnd(line: Line, at: number): number | undefined {
  const place = afterLead(line, at);
  return weekdayIn(line, place) === undefined ? undefined : place + 1;
}

/** Behind the weekday that marks and words join to the one before. */
function joinedEnd(line: Line, at: number): number | undefined {
  const isMarked = listMarks.has(wordAt(line, at)) || dashes.has(wordAt(line, at));
  const place = isMarked ? at + 1 : at;
  const isJoined = jointWords.has(wordAt(line, place)) || rangeWords.has(wordAt(line, place));
  return isMarked || isJoined ? dayEnd(line, isJoined ? place + 1 : place) : undefined;
}

function monthDayListAt(line: Line, at: number): Match<Found> | undefined {
  const place = afterLead(line, at);
  const days = monthDaysAt(line, place);
  if (days && (days.value.byMonthDay?.length ?? 0) > 1) return halfRepeat(days.end, likeHours);
  const list = listAt(line, place, {
    itemAt: (next) => dayOfMonthAt(line, next),
    isParted: true,
  });
  return list && list.value.length > 1 && months.has(wordAt(line, list.end))
    ? halfRepeat(list.end + 1)
    : undefined;
}
