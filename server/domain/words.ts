import { fold } from './fold.ts';

/**
 * The words of a text, folded: what is indexed and what is searched for. Postgres's own parser would keep addresses,
 * paths and numbers with points whole, and nobody could find them by their parts.
 */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
