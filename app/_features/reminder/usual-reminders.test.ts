import { expect, test } from 'vitest';
import { usualReminders } from './usual-reminders.ts';

const timed = { dueOn: '2026-11-26', dueTime: '14:00' };
const daily = { dueOn: '2026-11-26', dueTime: null };
const long = '2026-11-01 00:00';
type Set = Parameters<typeof usualReminders>[1]['set'];
const offered = (due: typeof timed | typeof daily, set: Set = [], now: string | null = long) =>
  usualReminders(due, { set, now }).map(({ minutesBefore, time }) => [minutesBefore, time]);
const minutes = (...asked: Parameters<typeof offered>) => offered(...asked).map(([one]) => one);

test('a due with a time, one with only a day, and none', () => {
  expect(minutes(timed)).toEqual([0, 10, 60, 1440]);
  expect(offered(daily)).toEqual([
    [0, '09:00'],
    [1440, '18:00'],
  ]);
  expect(usualReminders({ dueOn: null, dueTime: null }, { set: [], now: long })).toEqual([]);
});

test('what is set is not offered again; at what time of day counts only where the due has none', () => {
  const set = [{ kind: 'relative', minutesBefore: 0, time: '18:00' }] as const;
  expect(minutes(timed, set)).toEqual([10, 60, 1440]);
  expect(minutes(daily, set)).toEqual([0, 1440]);
  expect(minutes(daily, [{ ...set[0], time: '09:00' }])).toEqual([1440]);
});

test('what has passed is not offered, but where the task comes again', () => {
  expect(minutes(timed, [], '2026-11-26 13:00')).toEqual([0, 10]);
  expect(minutes(timed, [], '2026-11-26 14:00')).toEqual([]);
  expect(minutes(daily, [], '2026-11-25 17:59')).toEqual([0, 1440]);
  expect(minutes(daily, [], '2026-11-25 18:00')).toEqual([0]);
  expect(minutes(timed, [], null)).toEqual([0, 10, 60, 1440]);
});
