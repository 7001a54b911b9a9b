import { operatorWords, meaningOf } from './words.ts';

/** Where something stands in a filter's text: UTF-16 units, the end not included. */
export type Place = { start: number; end: number };

/** A part of a clause without a gap: plain, or what stood between quotes. The place has the quotes in it. */
export type Segment = Place & { text: string; quoted: boolean };
export type ClauseToken = Place & { kind: 'clause'; segments: Segment[] };
export type Token = ClauseToken | (Place & { kind: '(' | ')' | '&' | '|' | '!' });

export type TokenProblem = Place & { code: 'bad-character' | 'unclosed-quote' };

const closers: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };
const space = /\s/u;
/** Postgres holds neither NUL nor half a surrogate pair, and nobody sees a control character. */
const unreadable = /[\u0000-\u0008\u000E-\u001F\u007F]|\p{Cs}/u;

/** Splits a filter's text; `and`, `or`, `not` and their Russian words are operators too. */
export function tokensOf(text: string): Token[] | TokenProblem {
  const bad = unreadable.exec(text);
  if (bad) return { code: 'bad-character', start: bad.index, end: bad.index + 1 };
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (space.test(char)) at += 1;
    else if (isOperator(char)) {
      const width = '&|'.includes(char) && text[at + 1] === char ? 2 : 1;
      tokens.push({ kind: char, start: at, end: (at += width) });
    } else {
      const token = readClauseToken(text, at);
      if ('code' in token) return token;
      tokens.push(asOperator(token) ?? token);
      at = token.end;
    }
  }
  return tokens;
}

function isOperator(char: string): char is '(' | ')' | '&' | '|' | '!' {
  return '()&|!'.includes(char);
}

/** Ends a clause that stands outside of quotes. An exclamation mark within a word is a letter of it. */
function endsClause(char: string): boolean {
  return space.test(char) || '()&|'.includes(char);
}

function readClauseToken(text: string, start: number): ClauseToken | TokenProblem {
  const segments: Segment[] = [];
  let at = start;
  while (at < text.length && !endsClause(text[at]!)) {
    const segment = closers[text[at]!] ? readQuoted(text, at) : readPlain(text, at);
    if ('code' in segment) return segment;
    segments.push(segment);
    at = segment.end;
  }
  return { kind: 'clause', segments, start, end: at };
}

function readPlain(text: string, start: number): Segment {
  let end = start;
  while (end < text.length && !endsClause(text[end]!) && !closers[text[end]!]) end += 1;
  return { text: text.slice(start, end), quoted: false, start, end };
}

/** A backslash before the closing quote or another backslash takes that as it is; before all else it is a letter. */
function readQuoted(text: string, start: number): Segment | TokenProblem {
  const closer = closers[text[start]!]!;
  const inner: string[] = [];
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at]!;
    const next = text[at + 1];
    if (char === closer) return { text: inner.join(''), quoted: true, start, end: at + 1 };
    if (char === '\\' && (next === closer || next === '\\')) at += 1;
    inner.push(text[at]!);
  }
  return { code: 'unclosed-quote', start, end: text.length };
}

function asOperator({ segments, start, end }: ClauseToken): Token | undefined {
  const [first] = segments;
  if (!first || segments.length > 1 || first.quoted) return undefined;
  const kind = meaningOf(operatorWords, first.text);
  return kind && { kind, start, end };
}
