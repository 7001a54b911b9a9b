import { wordsOf } from '../words.ts';

/** What stands before and after a found word in a marked text. */
const foundStart = '\u0002';
const foundEnd = '\u0003';

/** Characters before the first found word in an excerpt, and in all. */
const before = 28;
const length = 200;

/** True for a folded word that was looked for. */
export type IsFound = (word: string) => boolean;

/** The text with each found word marked. It has no other marks: those that it had itself are left out. */
export function markWords(text: string, isFound: IsFound): string {
  return withoutMarks(text).replace(words(), (word) =>
    has(word, isFound) ? `${foundStart}${word}${foundEnd}` : word,
  );
}

/** One line of a text around the first word that was found, or its beginning, the found words marked. */
export function excerptOf(text: string, isFound: IsFound): string {
  const line = withoutMarks(text).replaceAll(/\s+/g, ' ').trim();
  const first = firstFound(line, isFound);
  const start = first <= before ? 0 : line.indexOf(' ', first - before - 1) + 1 || first;
  const from = start > first ? first : start;
  const end = from + length >= line.length ? line.length : endBefore(line, from + length);
  const marked = markWords(line.slice(from, end), isFound);
  return `${from > 0 ? '…' : ''}${marked}${end < line.length ? '…' : ''}`;
}

function firstFound(line: string, isFound: IsFound): number {
  for (const { 0: word, index } of line.matchAll(words())) if (has(word, isFound)) return index;
  return 0;
}

/** Between two words, unless one alone is longer than an excerpt; never within a pair of surrogates. */
function endBefore(line: string, most: number): number {
  const space = line.lastIndexOf(' ', most);
  if (space > most - length / 2) return space;
  return /[\uDC00-\uDFFF]/.test(line.charAt(most)) ? most + 1 : most;
}

const words = () => /[\p{L}\p{M}\p{N}]+/gu;
const withoutMarks = (text: string) => text.replaceAll(/[\u0002\u0003]/g, '');
const has = (word: string, isFound: IsFound) => wordsOf(word).some(isFound);
