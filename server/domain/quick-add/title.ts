import type { Range } from './tokens.ts';

/** Text between two chips; `isGlued` where it begins right behind one. */
type Piece = { text: string; isGlued: boolean };

const openingEnd = /[([{]$/u;
const closingStart = /^[)\]}]/u;
/** A mark before a chip goes with it; a dash is one only where a space stands before it. */
const markEnd = /(?:[,:;]|(?:^|\s)[-–—])$/u;
const dashStart = /^[-–—](?=\s|$)/u;
const marksStart = /^[,:;?!.]+/u;
const lastMarks = /^[.!]+$/u;

/**
 * What is left of a line when its chips are taken out: the pieces, joined by a space. Marks that stood between the
 * title and a chip go with the chip; between two pieces one stays. A line without chips is its title, byte for byte.
 * @param end where the notes begin, else the line's end
 */
export function titleOf(text: string, chips: readonly Range[], end = text.length): string {
  if (chips.length === 0 && end === text.length) return text;
  const [first, ...rest] = [...chips, { start: end, end }].map(({ start }, index) =>
    pieceOf(text.slice(chips[index - 1]?.end ?? 0, start)),
  );
  const last = rest.at(-1);
  if (!first || !last) return first?.text ?? '';
  if (lastMarks.test(last.text)) last.text = '';
  const title = rest.reduce(joined, first.text);
  return last.text === '' || markEnd.test(last.text) ? withoutMark(title) : title;
}

const pieceOf = (raw: string): Piece => ({ text: raw.trim(), isGlued: /^\S/u.test(raw) });

function joined(title: string, piece: Piece): string {
  const { text } = piece;
  if (openingEnd.test(title)) return joinedInBrackets(title, piece);
  if (title === '') return withoutFirstMarks(piece);
  if (text === '') return title;
  if (closingStart.test(text)) return withoutMark(title) + text;
  const isDash = dashStart.test(text);
  if (!isDash && !(piece.isGlued && marksStart.test(text))) return `${title} ${text}`;
  const bare = withoutMark(title);
  if (bare === '') return withoutFirstMarks(piece);
  return isDash ? `${bare} ${text}` : bare + text;
}

/** Brackets that are left with nothing in them go. */
function joinedInBrackets(title: string, piece: Piece): string {
  const text = withoutFirstMarks(piece);
  if (!closingStart.test(text)) return title + text;
  return joined(title.slice(0, -1).trimEnd(), pieceOf(text.slice(1)));
}

function withoutFirstMarks({ text, isGlued }: Piece): string {
  const unmarked = isGlued ? text.replace(marksStart, '').trimStart() : text;
  return unmarked.replace(dashStart, '').trimStart();
}

/** A mark at the end, where only chips stood behind it. */
const withoutMark = (title: string): string => title.replace(markEnd, '').trimEnd();
