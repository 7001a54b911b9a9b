import { longestTitle } from '../../../server/domain/limits.ts';
import { linesOf } from '../../../server/domain/quick-add/paste.ts';

const mostLines = 500;

/** The titles of new tasks in a text, one a line; of a copied list the marks go: "- [ ] milk", "* milk", "1. milk". */
export function titlesOf(text: string): string[] {
  return linesOf(text)
    .slice(0, mostLines)
    .map((line) => line.text.slice(0, longestTitle));
}
