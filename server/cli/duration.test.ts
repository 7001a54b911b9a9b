import { expect, test } from 'vitest';
import { readDuration } from './duration.ts';

test.each([
  ['1m', 60_000],
  ['12h', 43_200_000],
  ['30d', 2_592_000_000],
  ['2w', 1_209_600_000],
])('%s', (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds);
});

test.each(['', '30', 'd', '0d', '-1d', '1.5h', '1 d', '1y', '999999d', '1d2h'])(
  '"%s" is refused',
  (text) => {
    expect(() => readDuration(text)).toThrow('is not a duration');
  },
);
