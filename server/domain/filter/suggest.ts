import { fold } from '../fold.ts';

/** Longer words are compared with none: no word of the language is so long. */
const longest = 30;

/** The one of some words that was most likely meant by a mistyped one, or undefined. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const typed = fold(word);
  if (typed.length > longest) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const meant = fold(candidate);
    if (Math.abs(meant.length - typed.length) > allowed(typed.length)) continue;
    const cost = distance(typed, meant);
    if (cost >= least || cost > allowed(typed.length)) continue;
    best = candidate;
    least = cost;
  }
  return best ?? (typed.length < 3 ? undefined : known.find((one) => fold(one).startsWith(typed)));
}

/** So many letters may be wrong in a word of this length. */
function allowed(length: number): number {
  return length < 3 ? 0 : length < 5 ? 1 : length < 9 ? 2 : 3;
}

/** Insertions, deletions, replacements and swaps of neighbours from one word to another (optimal string alignment). */
function distance(from: string, to: string): number {
  let older: number[] = [];
  let old = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const costs = [old[column]! + 1, next[column - 1]! + 1, old[column - 1]! + same];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && isSwap) costs.push(older[column - 2]! + 1);
      next.push(Math.min(...costs));
    }
    [older, old] = [old, next];
  }
  return old[to.length]!;
}
