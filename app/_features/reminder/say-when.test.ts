import { expect, test } from 'vitest';
import { sayWhen } from './say-when.ts';

const timed = { dueTime: '14:00' };
const daily = { dueTime: null };
const before = (minutesBefore: number, time = '09:00') =>
  ({ kind: 'relative', minutesBefore, time }) as const;

test.each([
  [0, { name: 'atDue' }],
  [30, { name: 'minutes', count: 30 }],
  [60, { name: 'hours', count: 1 }],
  [90, { name: 'duration', minutes: 90 }],
  [1440, { name: 'days', count: 1 }],
  [1500, { name: 'duration', minutes: 1500 }],
])('%i minutes before a time', (minutes, said) => {
  expect(sayWhen(before(minutes, '18:00'), timed, 'UTC')).toEqual(said);
});

test.each([
  [0, '09:00', { name: 'onDay', time: '9:00' }],
  [1440, '18:00', { name: 'dayBefore', time: '18:00' }],
  [2880, '09:30', { name: 'daysBefore', count: 2, time: '9:30' }],
  [30, '09:00', { name: 'beforeTime', minutes: 30, time: '9:00' }],
])('%i minutes before a day, at %s', (minutes, time, said) => {
  expect(sayWhen(before(minutes, time), daily, 'UTC')).toEqual(said);
});

test('a time on the wall is what it is, an instant is on the person’s', () => {
  const local = { kind: 'local', day: '2026-11-26', time: '09:00', timeZone: null } as const;
  const wall = { name: 'wall', day: '2026-11-26', time: '09:00', timeZone: null };
  expect(sayWhen(local, timed, 'Asia/Tokyo')).toEqual(wall);
  const instant = { kind: 'instant', at: '2026-11-26T00:00:00.000Z' } as const;
  expect(sayWhen(instant, timed, 'Asia/Tokyo')).toEqual(wall);
});
