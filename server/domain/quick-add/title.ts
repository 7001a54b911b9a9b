import type { Range } from './tokens.ts';

/** Text between two chips; `isGlued` where it begins right behind one. */
type Piece = { text: string; isGlued: boolean };

const openingEnd = /[([{]$/u;
const closingStart = /^[)\]}]/u;
/** A mark before a chip goes with it; a dash is one only where a space stands before it. */
const markEnd = /(?:[,:;]|(?:^|\s)[-–—])$/u;
const dashStart = /^[-–—](?=\s|$)/u;
const marksStart = /^[,:;?!.]+/u;
/** They begin no title, also where a space stands before them. */
const looseMarksStart = /^[,:;]+(?=\s|$)/u;
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
  const parts = [first.text];
  for (const piece of rest) append(parts, piece);
  const tail = parts.pop() ?? '';
  const isMarked = last.text === '' || markEnd.test(last.text);
  return parts.join('') + (isMarked ? withoutMark(tail) : tail);
}

const pieceOf = (raw: string): Piece => ({ text: raw.trim(), isGlued: /^\S/u.test(raw) });

/** Adds a piece to the parts of a title. Only the last part is looked at, so that a long line costs no more for each. */
function append(parts: string[], piece: Piece): void {
  const tail = parts.pop() ?? '';
  const [head, rest] = openingEnd.test(tail) ? withoutBrackets(tail, piece) : [tail, piece];
  if (head === '' && parts.length > 0) return append(parts, rest);
  if (head === '') parts.push(withoutFirstMarks(rest));
  else if (rest.text === '') parts.push(head);
  else parts.push(...joined(head, rest));
}

/** A part and a piece that is not empty, with what stands between them. */
function joined(tail: string, piece: Piece): string[] {
  const { text, isGlued } = piece;
  if (openingEnd.test(tail)) return [tail, text];
  if (closingStart.test(text)) return [withoutMark(tail), text];
  const isDash = dashStart.test(text);
  if (!isDash && !(isGlued && marksStart.test(text))) return [tail, ` ${text}`];
  const bare = withoutMark(tail);
  if (bare === '') return [withoutFirstMarks(piece)];
  return [bare, isDash ? ` ${text}` : text];
}

/** Brackets that are left with nothing in them go. */
function withoutBrackets(tail: string, piece: Piece): [string, Piece] {
  let head = tail;
  let rest: Piece = { text: withoutFirstMarks(piece), isGlued: true };
  while (openingEnd.test(head.slice(-1)) && closingStart.test(rest.text)) {
    head = head.slice(0, -1).trimEnd();
    rest = pieceOf(rest.text.slice(1));
  }
  return [head, rest];
}

function withoutFirstMarks({ text, isGlued }: Piece): string {
  const unmarked = text.replace(isGlued ? marksStart : looseMarksStart, '').trimStart();
  return unmarked.replace(dashStart, '').trimStart();
}

/** A mark at the end, where only chips stood behind it. */
const withoutMark = (title: string): string => title.replace(markEnd, '').trimEnd();
