import type { Phrases } from './lexicon/table.ts';
import { tokensOf } from './tokens.ts';
import type { Range, Token } from './tokens.ts';

/** A line as the matchers see it. `steps` counts the tokens that were looked at, so that a test can hold the work. */
export type Line = {
  text: string;
  tokens: readonly Token[];
  notesAt: number | undefined;
  /** Where a slash stands between two figures of a date, whether the month comes first. */
  isMonthFirst: boolean;
  steps: number;
};

/** What a matcher found: its value, and the index of the token after it. */
export type Match<T> = { end: number; value: T };

export function lineOf(
  text: string,
  {
    literal = [],
    isMonthFirst = false,
  }: { literal?: readonly Range[]; isMonthFirst?: boolean } = {},
): Line {
  return { text, ...tokensOf(text, literal), isMonthFirst, steps: 0 };
}

export function tokenAt(line: Line, at: number): Token | undefined {
  line.steps += 1;
  return line.tokens[at];
}

/** The folded word at a place; empty for what is no word, number or mark. */
export const wordAt = (line: Line, at: number): string => tokenAt(line, at)?.word ?? '';

/** The word that is glued to the token before it, else empty. */
export function gluedAt(line: Line, at: number): string {
  const token = tokenAt(line, at);
  return token && !token.spaced ? token.word : '';
}

/** The number at a place, of so many digits at most. */
export function numberAt(line: Line, at: number, digits = 2): number | undefined {
  const token = tokenAt(line, at);
  const isShort = token?.kind === 'number' && token.word.length <= digits;
  return isShort ? Number(token.word) : undefined;
}

/** The words of a phrase, if they stand there. */
export function phraseAt(line: Line, at: number, phrase: readonly string[]): number | undefined {
  return phrase.every((word, index) => wordAt(line, at + index) === word)
    ? at + phrase.length
    : undefined;
}

/** The longest phrase of a table that stands at a place. */
export function entryAt<T>(line: Line, at: number, table: Phrases<T>): Match<T> | undefined {
  const first = wordAt(line, at);
  if (!table.firsts.has(first)) return undefined;
  let spelling = '';
  let found: Match<T> | undefined;
  for (let end = at; end < at + table.longest; end += 1) {
    spelling = end === at ? first : `${spelling} ${wordAt(line, end)}`;
    const value = table.entries.get(spelling);
    if (value !== undefined) found = { end: end + 1, value };
  }
  return found;
}

const opening = new Set(['(', '[', '{', '—', '–', '…']);
const ending = new Set(['.', ',', ';', ':', '!', '?', ')', ']', '}', '—', '–', '…']);

/** Whether something may begin at a token: after a space, a bracket, a dash, or a comma that has no space. */
export function opensAt(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  const before = line.tokens[at - 1];
  if (!token || token.spaced || before === undefined) return true;
  if (before.word === ',' || before.word === ';') return isNamed(token);
  return opening.has(before.word);
}

/** Whether something may end before a token: at a space, or at marks behind which there is one. */
export function closesAt(line: Line, at: number): boolean {
  for (let next = at; next < at + 3; next += 1) {
    const token = tokenAt(line, next);
    if (!token || token.spaced) return true;
    if (!ending.has(token.word)) return next > at && isComma(line, next - 1) && isNamed(token);
  }
  return true;
}

/** A word, or the sign before a name: these need no space behind a comma. */
const isNamed = ({ kind, word }: Token): boolean =>
  kind === 'word' || ['#', '@', '+'].includes(word);

const isComma = (line: Line, at: number): boolean => [',', ';'].includes(wordAt(line, at));

/** The word before a place; a full stop or № that stands between belongs to it. */
export function wordBefore(line: Line, at: number): string {
  const word = wordAt(line, at - 1);
  return word === '.' ? wordAt(line, at - 2) : word;
}
