/** Ends each line that was entered and cannot be kept yet: it is seen where it was written, and the next goes behind it. */
export const entered = '⏎';

/** A text of which all is entered. */
export const withEnd = (text: string): string => (text.endsWith(entered) ? text : text + entered);

/** How much of a text is entered, with the mark that ends it. */
export const enteredLength = (text: string): number => text.lastIndexOf(entered) + 1;

/** The lines that were entered, and what is written behind them. A text without the mark is one line. */
export function readEntered(text: string): { lines: string[]; rest: string } {
  const length = enteredLength(text);
  if (length === 0) return { lines: [text], rest: '' };
  return { lines: text.slice(0, length - 1).split(entered), rest: text.slice(length) };
}
