import type { Place } from '../resolve-day.ts';
import { phrases, spellings, wordSet } from './table.ts';

/** Days counted from today. */
export const relativeDays = phrases([
  ['today|сегодня|сегодняшнего дня|сегодняшнему дню|сегодняшний день', 0],
  [
    'tomorrow|tmr|tommorow|tomorow|tommorrow|завтра|завтрашнего дня|завтрашнему дню|завтрашний день',
    1,
  ],
  ['day after tomorrow|послезавтра', 2],
  ['yesterday|вчера', -1],
]);

/** The end of today, or of the day beside it. */
export const dayEnds = wordSet('eod');
export const dayEndPhrases = phrases([
  ['end of day|end of the day|конце дня|конца дня|концу дня', 0],
]);

/** Short for today and tomorrow; with a capital it is a name (Call Tom). */
export const shortDays = spellings([
  ['tod', 0],
  ['tom', 1],
]);

/** Ends of weeks, months and years in one word. */
export const periodEnds = spellings<'week' | 'month' | 'year'>([
  ['eow', 'week'],
  ['eom', 'month'],
  ['eoy', 'year'],
]);

/** Parts of a week, month or year. */
export const places = phrases<Place>([
  [
    'start of|beginning of|first day of|первый день|первого дня|первому дню|начале|начала|началу',
    'start',
  ],
  ['mid|middle of|середине|середины|середину', 'mid'],
  ['end of|конце|конца|концу|конец', 'end'],
  ['last day of|последний день|последнего дня|последнему дню', 'end'],
]);

export const weekendWords = wordSet('weekend выходные выходных выходным');

/** Words of a day of the month: 25 числа, 1-го числа. */
export const dateWords = wordSet('числа число числу числам');

/** How a day of the month may end without such a word: 25-го, к 20-му, 28го. */
export const dateEndings = wordSet('st nd rd th го ого му ому е ое');

export const yearWords = wordSet('года год г году');
