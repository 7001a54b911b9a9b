import { expect, test } from 'vitest';
import { nextWeek, parseTime } from './when.ts';

test.each([
  ['2026-11-24', 'monday', '2026-11-30'],
  ['2026-11-30', 'monday', '2026-12-07'],
  ['2026-11-24', 'sunday', '2026-11-29'],
  ['2026-11-28', 'saturday', '2026-12-05'],
] as const)('the week after %s begins, on a %s, on %s', (today, weekStart, day) => {
  expect(nextWeek(today, weekStart)).toBe(day);
});

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['21.30', '21:30'],
  ['0:05', '00:05'],
  ['24', undefined],
  ['9:75', undefined],
  ['noon', undefined],
])('%s is the time %s', (typed, time) => {
  expect(parseTime(typed)).toBe(time);
});
