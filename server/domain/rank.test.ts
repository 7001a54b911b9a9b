import { expect, test } from 'vitest';
import { isRank, rankBetween, ranksBetween } from './rank.ts';

test('keys that were made between others are keys', () => {
  const [first = '', last = ''] = ranksBetween(null, null, 2);
  let key = first;
  for (let at = 0; at < 50; at += 1) key = rankBetween(key, last);
  for (const one of [first, last, key, rankBetween(null, first)]) expect(isRank(one)).toBe(true);
});

test('what has no place for others beside it is none', () => {
  const least = `A${'0'.repeat(26)}`;
  for (const one of ['', 'a', 'a00', 'a0 ', 'a0-', '0', 'ключ', 'b0', least])
    expect(isRank(one), one).toBe(false);
});
