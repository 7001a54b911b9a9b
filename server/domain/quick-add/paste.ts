/** A line of a text that was pasted; `depth` is 0 for a task, 1 for its subtask, and so on. */
export type PastedLine = { text: string; depth: number };

const tabWidth = 4;

/**
 * The lines of a text, one for each task, without those that are empty. What is indented further than the line before
 * it is below that line; tabs go to the next multiple of four. Of a copied list the marks go: "- [ ] milk", "1. milk".
 * A single line stays as it was written, but for the spaces around it.
 */
export function linesOf(text: string): PastedLine[] {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '');
  if (lines.length < 2) return lines.map((line) => ({ text: line.trim(), depth: 0 }));
  const above: number[] = [];
  return lines.map((line) => {
    const indent = indentOf(line);
    while ((above.at(-1) ?? -1) >= indent) above.pop();
    const depth = above.length;
    above.push(indent);
    return { text: withoutMark(line.trim()), depth };
  });
}

function indentOf(line: string): number {
  let width = 0;
  for (const letter of line) {
    if (letter === '\t') width += tabWidth - (width % tabWidth);
    else if (/\s/u.test(letter)) width += 1;
    else break;
  }
  return width;
}

function withoutMark(line: string): string {
  return line.replace(/^(?:[-*•]|\d+[.)])\s+(?:\[[ xX]\]\s*)?/u, '').trim();
}
