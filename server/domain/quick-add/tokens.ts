import { fold } from '../fold.ts';

/** A run of text from start to end, in UTF-16 units. */
export type Range = { start: number; end: number };

/**
 * A word, a number (digits alone), or one other character; `kept` is text that is never read: quotes and literals.
 * `word` is the folded text; `spaced` tells whether the line or a space stands before it.
 */
export type Token = Range & {
  kind: 'word' | 'number' | 'mark' | 'kept';
  word: string;
  spaced: boolean;
};

const closing: Record<string, string> = { '"': '"', '“': '”', '«': '»' };
const piece = /(\s+)|([\p{L}\p{M}_]+)|([0-9]+)|./gsu;

/** The tokens of a line up to its notes, and where the `//` of these stands. Linear in the length of the text. */
export function tokensOf(text: string, literal: readonly Range[]) {
  const tokens: Token[] = [];
  const literals = literal
    .filter(({ start, end }) => start < end)
    .toSorted((one, other) => one.start - other.start);
  const lastClosing = new Map(
    Object.values(closing).map((mark) => [mark, text.lastIndexOf(mark)] as const),
  );
  let at = 0;
  let spaced = true;
  while (at < text.length) {
    while (literals[0] && literals[0].end <= at) literals.shift();
    const end = endOfKept(at);
    if (end === undefined) at = addPiece();
    else at = add({ kind: 'kept', start: at, end, word: '' });
    const notesAt = startOfNotes(text, tokens, at);
    if (notesAt !== undefined) return { tokens: tokens.slice(0, -2), notesAt };
  }
  return { tokens, notesAt: undefined };

  function add(token: Omit<Token, 'spaced'>): number {
    tokens.push({ ...token, spaced });
    spaced = false;
    return token.end;
  }

  function addPiece(): number {
    piece.lastIndex = at;
    const [whole = '', space, word, number] = piece.exec(text) ?? [];
    const end = Math.min(at + whole.length, literals[0]?.start ?? Infinity);
    if (space !== undefined) {
      spaced = true;
      return end;
    }
    const kind = word === undefined ? (number === undefined ? 'mark' : 'number') : 'word';
    return add({ kind, start: at, end, word: fold(text.slice(at, end)) });
  }

  /** Where text that is never read ends, if some begins here. */
  function endOfKept(start: number): number | undefined {
    const next = literals[0];
    if (next && next.start <= start) return next.end;
    const close = closing[text[start] ?? ''];
    const before = tokens.at(-1);
    if (close === undefined || (!spaced && before && before.kind !== 'mark')) return undefined;
    if (start >= (lastClosing.get(close) ?? -1)) return undefined;
    return text.indexOf(close, start + 1) + 1;
  }
}

/** Notes begin with two slashes that stand alone between spaces, with something behind. */
function startOfNotes(text: string, tokens: readonly Token[], at: number): number | undefined {
  const second = tokens.at(-1);
  if (second?.word !== '/' || second.spaced || second.end !== at) return undefined;
  const first = tokens.at(-2);
  const isPair = first?.word === '/' && first.spaced && first.start > 0;
  return isPair && /^\s+\S/u.test(text.slice(at)) ? first.start : undefined;
}
