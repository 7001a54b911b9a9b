import type { Range } from './tokens.ts';

const openingEnd = /[([{]$/u;
const closingStart = /^[)\]}]/u;
/** A mark before a chip goes with it; a dash is one only where a space stands before it. */
const markEnd = /(?:[,:;]|(?:^|\s)[-–—])$/u;
const markStart = /^(?:[,:;?!.]+|[-–—](?=\s|$))/u;
const lastMarks = /^[.!]+$/u;
const firstMarks = /^(?:[,:;.!?]|[-–—](?=\s|$))+/u;

/**
 * What is left of a line when its chips are taken out: the pieces, joined by a space. Marks that stood between the
 * title and a chip go with the chip; between two pieces one stays. A line without chips is its title, byte for byte.
 * @param end where the notes begin, else the line's end
 */
export function titleOf(text: string, chips: readonly Range[], end = text.length): string {
  if (chips.length === 0 && end === text.length) return text;
  const pieces = [...chips, { start: end, end }].map(({ start }, index) =>
    text.slice(chips[index - 1]?.end ?? 0, start).trim(),
  );
  const [first = '', ...rest] = pieces;
  let title = first;
  for (const [index, piece] of rest.entries())
    title = joined(title, piece, index === rest.length - 1);
  return chips.length > 0 ? withoutLastMark(title, rest.at(-1) ?? '') : title;
}

function joined(title: string, piece: string, isLast: boolean): string {
  const next = isLast && lastMarks.test(piece) ? '' : piece;
  if (openingEnd.test(title)) return joinedInBrackets(title, next, isLast);
  if (title === '') return next.replace(firstMarks, '').trimStart();
  if (next === '') return title;
  const mark = markStart.exec(next)?.[0];
  if (mark === undefined && closingStart.test(next)) return withoutMark(title) + next;
  if (mark === undefined) return `${title} ${next}`;
  const bare = withoutMark(title);
  if (bare === '') return joined('', next, isLast);
  return /^[-–—]/u.test(mark) ? `${bare} ${next}` : bare + next;
}

/** Brackets that are left with nothing in them go. */
function joinedInBrackets(title: string, piece: string, isLast: boolean): string {
  const next = piece.replace(firstMarks, '').trimStart();
  if (!closingStart.test(next)) return title + next;
  return joined(title.slice(0, -1).trimEnd(), next.slice(1).trim(), isLast);
}

/** A mark at the end, where only chips stood behind it. */
const withoutLastMark = (title: string, last: string): string =>
  last === '' || lastMarks.test(last) || title === '' || markEnd.test(last)
    ? withoutMark(title)
    : title;

function withoutMark(title: string): string {
  return title.replace(markEnd, '').trimEnd();
}
