/** A table from each spelling of a row to its value. Spellings are folded: lower case, е for ё; `|` parts them. */
export function spellings<T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(
    rows.flatMap(([words, value]) => words.split('|').map((word) => [word, value] as const)),
  );
}

/** A set of words, parted by spaces. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** Spellings of several words: `firsts` are their first words, `longest` how many words the longest has. */
export type Phrases<T> = {
  entries: ReadonlyMap<string, T>;
  firsts: ReadonlySet<string>;
  longest: number;
};

/** As `spellings`, for spellings of several words. */
export function phrases<T>(rows: readonly (readonly [string, T])[]): Phrases<T> {
  const entries = spellings(rows);
  const words = [...entries.keys()].map((spelling) => spelling.split(' '));
  return {
    entries,
    firsts: new Set(words.map(([first = '']) => first)),
    longest: Math.max(...words.map(({ length }) => length)),
  };
}
