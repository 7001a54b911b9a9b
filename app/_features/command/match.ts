import { fold } from '../../../server/domain/fold.ts';
import { inOtherLayout } from '../../_i18n/keyboard-layout.ts';

/** How well a folded text matches, 0 not at all; whole words at the beginning are best. */
export type Match = (folded: string) => number;

/** What a match in the other keyboard layout counts for: a hit as it was typed goes first. */
const otherLayout = 0.9;
const isLetter = /[\p{L}\p{N}]/u;

/** The measure of how well texts match what was typed: every word of it, in any order, in either keyboard layout. */
export function matchOf(typed: string): Match {
  const text = typed.trim().toLowerCase();
  const words = wordsOf(text);
  const other = inOtherLayout(text);
  const otherWords = other === null ? [] : wordsOf(other);
  return (folded) => {
    const best = scoreOfWords(words, folded);
    if (otherWords.length === 0) return best;
    return Math.max(best, otherLayout * scoreOfWords(otherWords, folded));
  };
}

const wordsOf = (text: string) => fold(text).split(/\s+/u).filter(Boolean);

function scoreOfWords(words: readonly string[], text: string): number {
  if (words.length === 0) return 0;
  let sum = 0;
  for (const word of words) {
    const score = scoreOfWord(word, text);
    if (score === 0) return 0;
    sum += score;
  }
  // Of two texts that match alike the shorter one is more likely meant.
  return sum / words.length - Math.min(9, text.length / 20);
}

function scoreOfWord(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 100;
  if (at > 0) {
    if (!isLetter.test(text[at - 1] ?? '')) return 90;
    const later = text.indexOf(` ${word}`);
    if (later > 0) return 88;
    if (word.length > 1) return 60;
  }
  return word.length > 1 ? scoreOfLetters(word, text) : 0;
}

/** Letters in their order with others between them: each begins a word or follows the one before. */
function scoreOfLetters(word: string, text: string): number {
  for (
    let from = text.indexOf(word[0] ?? '');
    from >= 0;
    from = text.indexOf(word[0] ?? '', from + 1)
  ) {
    if (from > 0 && isLetter.test(text[from - 1] ?? '')) continue;
    const gaps = gapsFrom(word, text, from);
    if (gaps !== null) return Math.max(10, 45 - 5 * gaps);
  }
  return 0;
}

/** How often the letters of a word are torn apart in a text. Null where they do not follow closely enough. */
function gapsFrom(word: string, text: string, from: number): number | null {
  let gaps = 0;
  let at = from;
  for (const letter of word.slice(1)) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0 || next - from > word.length * 4) return null;
    if (next !== at + 1) gaps += isLetter.test(text[next - 1] ?? '') ? 2 : 1;
    at = next;
  }
  return gaps > word.length ? null : gaps;
}
