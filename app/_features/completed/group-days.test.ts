import { expect, test } from 'vitest';
import type { Completion } from '../../_client/store/completed.ts';
import { completedHeading, groupDays } from './group-days.ts';

const at = (completedAt: string): Completion => ({
  taskId: completedAt,
  completedAt,
  completedBy: null,
  occurrenceOn: null,
  isLast: true,
  stand: '',
});
const days = (timeZone: string, dayStart = '00:00') =>
  groupDays(
    [
      at('2026-11-26T22:30:00.000Z'),
      at('2026-11-26T21:30:00.000Z'),
      at('2026-11-26T01:00:00.000Z'),
    ],
    { timeZone, dayStart },
  ).map(({ day, items }) => [day, items.length]);

test('a day is the person’s own, by zone and by when their days begin', () => {
  expect(days('UTC')).toEqual([['2026-11-26', 3]]);
  expect(days('Europe/Moscow')).toEqual([
    ['2026-11-27', 2],
    ['2026-11-26', 1],
  ]);
  expect(days('Europe/Moscow', '01:00')).toEqual([
    ['2026-11-27', 1],
    ['2026-11-26', 2],
  ]);
});

test('headings say near days by a word', () => {
  const said = (day: string, locale: 'en' | 'ru') =>
    completedHeading(day, { today: '2026-11-26', locale }).replaceAll('\u00a0', ' ');
  expect(said('2026-11-26', 'en')).toBe('Today');
  expect(said('2026-11-25', 'ru')).toBe('Вчера');
  expect(said('2026-11-24', 'en')).toBe('Tuesday 24 November');
  expect(said('2026-11-24', 'ru')).toBe('Вторник, 24 ноября');
  expect(said('2025-12-31', 'ru')).toBe('Среда, 31 декабря 2025');
});
