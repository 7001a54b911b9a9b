import { expect, test } from 'vitest';
import { parseEstimate } from './estimate.ts';

test.each([
  ['30', 30],
  ['1h 30m', 90],
  ['1h30', 90],
  ['1:30', 90],
  ['1.5h', 90],
  ['2 ч', 120],
  ['1,5 ч.', 90],
  ['2 часа 15 минут', 135],
  ['1 день', 1440],
  ['45 MIN', 45],
  ['', null],
  ['  ', null],
  ['0', undefined],
  ['soon', undefined],
  ['2 weeks', undefined],
  ['1h -5m', undefined],
  ['9000h', undefined],
])('%s', (typed, minutes) => {
  expect(parseEstimate(typed)).toBe(minutes);
});
