import { expect, test } from 'vitest';
import { pauseAfter } from './processes.ts';

test('the first end is mended at once, those in a row with ever longer pauses', () => {
  const pauses = Array.from({ length: 10 }, (_, deaths) => pauseAfter(deaths));
  expect(pauses).toEqual([0, 0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('a process that ends is started again within a second, and one that ends three more times in a row', () => {
  for (const deaths of [1, 2, 3, 4]) expect(pauseAfter(deaths)).toBeLessThanOrEqual(1000);
  expect(pauseAfter(5)).toBeGreaterThan(1000);
});
