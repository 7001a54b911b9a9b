import type { Locale } from '../enums.ts';
import type { Clause, DayField } from './ast.ts';
import type { RawProblem } from './problem.ts';
import { readDays } from './read-days.ts';
import { guessField } from './guess-field.ts';
import { quote } from './quote.ts';
import { readEstimate, readPriority } from './read-amounts.ts';
import { keyOf, readAssignee, readAuthor, readKey, readLabel } from './read-names.ts';
import { readProject, readText } from './read-names.ts';
import type { Value } from './read-names.ts';
import { suggest } from './suggest.ts';
import type { ClauseToken, Segment } from './tokens.ts';
import {
  allWords,
  answerWords,
  bareWords,
  fieldWords,
  kindWords,
  meaningOf,
  possessionWords,
  statusWords,
} from './words.ts';
import type { Field, Words } from './words.ts';

/** Reads one clause, or says what is wrong with which part of it. */
export function readClause(token: ClauseToken): Clause | RawProblem {
  const [first] = token.segments;
  if (!first || first.quoted) return readText({ ...token, before: token });
  if (first.text.startsWith('@')) return readLabel(valueAfter(token, 1), { mayBeNone: false });
  if (first.text.startsWith('#')) return readProject(valueAfter(token, 1));
  const colon = first.text.indexOf(':');
  return colon < 0 ? readBare(token) : readField(token, { first, colon });
}

/** What stands after so many characters of a clause. */
function valueAfter({ segments, start, end }: ClauseToken, skipped: number): Value {
  const [first, ...rest] = segments;
  const from = start + skipped;
  const remainder = first && { ...first, text: first.text.slice(skipped), start: from };
  const all = remainder?.text ? [remainder, ...rest] : rest;
  return { segments: all, start: from, end, before: { start, end: from } };
}

function readBare({ segments, start, end }: ClauseToken): Clause | RawProblem {
  const [first] = segments;
  if (!first || segments.length > 1) return { code: 'split-quotes', start, end };
  if (meaningOf(bareWords, first.text)) return readDays('due', first);
  return { code: 'unknown-word', start, end, suggestion: meant(first) };
}

/** What was most likely meant by a word that stands alone: a condition, a key, a day, else a text to look for. */
function meant(word: Segment): string {
  if (isNegatedByMinus(word)) return `!${word.text.slice(1)}`;
  const known = guessField(word.text) ?? suggest(word.text, allWords(bareWords));
  if (known !== undefined) return known;
  if (keyOf(word.text)) return `key:${word.text}`;
  return 'code' in readDays('due', word) ? quote(word.text) : `due:${word.text}`;
}

/** `-@home`, as other programs have it. */
function isNegatedByMinus({ text, quoted, start, end }: Segment): boolean {
  const rest = { text: text.slice(1), quoted, start: start + 1, end };
  return /^-[^-]/.test(text) && 'kind' in readClause({ ...rest, kind: 'clause', segments: [rest] });
}

type FieldAt = { first: Segment; colon: number };

function readField(token: ClauseToken, { first, colon }: FieldAt): Clause | RawProblem {
  const word = first.text.slice(0, colon);
  const field = meaningOf(fieldWords, word);
  const value = valueAfter(token, colon + 1);
  if (!field) return unknownField(token, word);
  if (value.segments.length === 0) return { code: 'missing-value', ...value.before };
  const isSplit = value.segments.length > 1 && field !== 'project';
  if (isSplit) return { code: 'split-quotes', start: value.start, end: value.end };
  return readers[field](value);
}

/** The field is at fault where another is like it; else all of the clause, which is a text to look for. */
function unknownField({ segments, start, end }: ClauseToken, word: string): RawProblem {
  const field = suggest(word, allWords(fieldWords));
  if (field !== undefined)
    return { code: 'unknown-field', start, end: start + word.length, suggestion: field };
  const suggestion = quote(segments.map(({ text }) => text).join(''));
  return { code: 'unknown-field', start, end, suggestion, word };
}

type Reader = (value: Value) => Clause | RawProblem;

const daysOf =
  (field: DayField): Reader =>
  (value) =>
    readDays(field, writtenOf(value));

const readers: Record<Field, Reader> = {
  due: daysOf('due'),
  start: daysOf('start'),
  created: daysOf('created'),
  updated: daysOf('updated'),
  completed: daysOf('completed'),
  status: (value) => readWord(value, statusWords, (status) => ({ kind: 'status', status })),
  priority: (value) => readPriority(writtenOf(value)),
  label: (value) => readLabel(value, { mayBeNone: true }),
  project: readProject,
  assignee: readAssignee,
  author: readAuthor,
  text: readText,
  repeat: (value) =>
    readWord(value, answerWords, (answer) => ({ kind: 'repeat', yes: answer === 'yes' })),
  blocked: (value) =>
    readWord(value, answerWords, (answer) => ({ kind: 'blocked', yes: answer === 'yes' })),
  has: (value) => readWord(value, possessionWords, (what) => ({ kind: 'has', what })),
  estimate: (value) => readEstimate(writtenOf(value)),
  is: (value) => readWord(value, kindWords, (kind) => ({ kind })),
  key: readKey,
};

function writtenOf({ segments, start, end }: Value) {
  return { text: segments.map(({ text }) => text).join(''), start, end };
}

function readWord<T extends string>(
  value: Value,
  table: Readonly<Record<T, Words>>,
  clauseOf: (word: T) => Clause,
): Clause | RawProblem {
  const { text, start, end } = writtenOf(value);
  const word = meaningOf(table, text);
  if (word) return clauseOf(word);
  const suggestion = suggest(text, allWords(table));
  return { code: 'unknown-value', start, end, takes: wordsOf(table), suggestion };
}

function wordsOf(table: Readonly<Record<string, Words>>): Record<Locale, string> {
  const list = (locale: Locale) =>
    Object.values(table)
      .map((words) => words[locale][0])
      .join(', ');
  return { en: list('en'), ru: list('ru') };
}
