import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** A key strictly between two others in byte order; null stands for the end of the list. */
export function rankBetween(before: string | null, after: string | null): string {
  return generateKeyBetween(before, after);
}

/** `count` keys in order between two others. */
export function ranksBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count);
}

/** True for a key on both sides of which others can be made: one that a caller made may be anything. */
export function isRank(key: string): boolean {
  if (!/^[0-9A-Za-z]+$/.test(key)) return false;
  try {
    return generateKeyBetween(null, key) < key && generateKeyBetween(key, null) > key;
  } catch {
    return false;
  }
}
