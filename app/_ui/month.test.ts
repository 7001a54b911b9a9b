import { expect, test } from 'vitest';
import { addMonths, weeksOf } from './month.ts';

test.each([
  ['2026-11-24', 1, '2026-12-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-31', -1, '2025-12-01'],
  ['2026-01-31', 1, '2026-02-01'],
  ['2026-03-31', -15, '2024-12-01'],
])('%s and %i months', (day, count, expected) => expect(addMonths(day, count)).toBe(expected));

test('weeks begin where the person begins them', () => {
  expect(weeksOf('2026-11-24', 'monday')[0]?.[0]).toBe('2026-10-26');
  expect(weeksOf('2026-11-24', 'sunday')[0]?.[0]).toBe('2026-11-01');
  expect(weeksOf('2026-11-24', 'saturday')[0]?.[0]).toBe('2026-10-31');
});

test.each(['2026-02-10', '2028-02-29', '2027-05-01'])(
  'every day of the month of %s, once',
  (day) => {
    const days = weeksOf(day, 'monday').flat();
    const month = days.filter((one) => one.startsWith(day.slice(0, 7)));
    expect(days).toHaveLength(42);
    expect(new Set(days).size).toBe(42);
    expect(month.at(-1)).toBe(days[days.indexOf(addMonths(day, 1)) - 1]);
  },
);
