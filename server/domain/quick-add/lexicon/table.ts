/** A table from each spelling of a row to its value. Spellings are folded: lower case, е for ё; `|` parts them. */
export function spellings<T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(
    rows.flatMap(([words, value]) => words.split('|').map((word) => [word, value] as const)),
  );
}

/** A set of words, parted by spaces. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));
