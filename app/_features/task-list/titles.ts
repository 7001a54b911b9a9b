import { longestTitle } from '../../../server/domain/limits.ts';

const mostLines = 500;

/** The titles of new tasks in a text, one a line; of a copied list the marks go: "- [ ] milk", "* milk", "1. milk". */
export function titlesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '');
  const bare = lines.length > 1 ? lines.map(withoutMark) : lines;
  return bare.slice(0, mostLines).map((line) => line.trim().slice(0, longestTitle));
}

function withoutMark(line: string): string {
  return line.replace(/^\s*(?:[-*•]|\d+[.)])\s+(?:\[[ xX]\]\s*)?/u, '');
}
