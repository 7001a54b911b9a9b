import type { SearchMatch } from '../enums.ts';

/** What the rank of a hit is made of: first the place, then how nearly, then whether the task is open. */
export const placeRanks = {
  key: 900,
  formerKey: 800,
  title: 300,
  notes: 200,
  comment: 100,
} as const;
export const matchRanks = { whole: 8, exact: 6, stem: 4, prefix: 2, typo: 0 } as const;

/** How nearly a hit of this rank matches; a key and the whole title are exact. */
export function matchOf(rank: number): SearchMatch {
  const within = rank % 100;
  if (rank >= placeRanks.formerKey || within >= matchRanks.exact) return 'exact';
  if (within >= matchRanks.stem) return 'stem';
  return within >= matchRanks.prefix ? 'prefix' : 'typo';
}
