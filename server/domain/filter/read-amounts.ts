import type { Locale } from '../enums.ts';
import { fold } from '../fold.ts';
import type { Clause } from './ast.ts';
import type { RawProblem } from './problem.ts';
import type { Written } from './read-days.ts';
import { suggest } from './suggest.ts';
import {
  allWords,
  durationWords,
  meaningOf,
  noneWords,
  priorityLevels,
  priorityWords,
} from './words.ts';
import type { Words } from './words.ts';

/** A year, which is the most that a task can take. */
const longestEstimate = 60 * 24 * 365;

const takesPriority: Record<Locale, string> = {
  en: '0 to 3, none, low, medium, urgent or a range like 2..',
  ru: 'число от 0 до 3, нет, низкий, средний, срочный или промежуток (2..)',
};

const takesEstimate: Record<Locale, string> = {
  en: 'minutes and hours like 30m or 1h30m, a range like ..2h, or none',
  ru: 'минуты и часы (30м, 1ч30м), промежуток (..2ч) или нет',
};

/** `3`, `urgent`, `2..`, `low..medium`. */
export function readPriority(written: Written): Clause | RawProblem {
  const ends = readEnds(written, levelOf);
  if (!ends) {
    const suggestion = suggest(written.text, allWords(priorityWords));
    return { code: 'unknown-value', ...placeOf(written), takes: takesPriority, suggestion };
  }
  if ('code' in ends) return ends;
  return { kind: 'priority', from: ends.from ?? 0, to: ends.to ?? priorityLevels.length - 1 };
}

/** `30m`, `..1h30m`, `none`. */
export function readEstimate(written: Written): Clause | RawProblem {
  if (meaningOf(noneWords, written.text)) return { kind: 'estimate', from: null, to: null };
  const ends = readEnds(written, minutesOf);
  if (!ends) {
    const suggestion = suggest(written.text, allWords(noneWords));
    return { code: 'unknown-value', ...placeOf(written), takes: takesEstimate, suggestion };
  }
  return 'code' in ends ? ends : { kind: 'estimate', ...ends };
}

type Ends = { from: number | null; to: number | null };

/** The two ends of `from..to`, or twice the one value; undefined where one of them cannot be read. */
function readEnds(
  written: Written,
  read: (text: string) => number | undefined,
): Ends | RawProblem | undefined {
  const { text } = written;
  const dots = text.indexOf('..');
  const [first, last] = dots < 0 ? [text, text] : [text.slice(0, dots), text.slice(dots + 2)];
  if (dots >= 0 && first === '' && last === '') return { code: 'open-range', ...placeOf(written) };
  const from = dots >= 0 && first === '' ? null : read(first);
  const to = dots >= 0 && last === '' ? null : read(last);
  if (from === undefined || to === undefined) return undefined;
  if (from !== null && to !== null && to < from)
    return { code: 'empty-range', ...placeOf(written), suggestion: `${last}..${first}` };
  return { from, to };
}

function placeOf({ start, end }: Written) {
  return { start, end };
}

function levelOf(text: string): number | undefined {
  if (/^[0-3]$/.test(text)) return Number(text);
  const word = meaningOf(priorityWords, text);
  return word && priorityLevels.indexOf(word);
}

const lettersOf = ({ en, ru }: Words) => [...en, ...ru].join('');
const duration = new RegExp(
  `^(?:(\\d{1,4})[${lettersOf(durationWords.hours)}])?(?:(\\d{1,6})[${lettersOf(durationWords.minutes)}]?)?$`,
  'u',
);

/** Minutes of `1h30m`, `2h`, `45m` or `45`; undefined for what is no duration, and for none or more than a year. */
function minutesOf(text: string): number | undefined {
  const [, hours = '0', minutes = '0'] = duration.exec(fold(text)) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total >= 1 && total <= longestEstimate ? total : undefined;
}
