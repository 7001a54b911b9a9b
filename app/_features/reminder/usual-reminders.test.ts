import { expect, test } from 'vitest';
import { usualReminders } from './usual-reminders.ts';

const timed = { dueOn: '2026-11-26', dueTime: '14:00' };
const daily = { dueOn: '2026-11-26', dueTime: null };
const offered = (...asked: Parameters<typeof usualReminders>) =>
  usualReminders(...asked).map((one) =>
    one.kind === 'relative' ? [one.minutesBefore, one.time] : [],
  );

test('a due with a time, one with only a day, and none', () => {
  expect(offered(timed, []).map(([minutes]) => minutes)).toEqual([0, 10, 60, 1440]);
  expect(offered(daily, [])).toEqual([
    [0, '09:00'],
    [1440, '18:00'],
  ]);
  expect(offered({ dueOn: null, dueTime: null }, [])).toEqual([]);
});

test('what is set is not offered again; at what time of day counts only where the due has none', () => {
  const set = [{ kind: 'relative', minutesBefore: 0, time: '18:00' }] as const;
  expect(offered(timed, set)).toHaveLength(3);
  expect(offered(daily, set)).toHaveLength(2);
  expect(offered(daily, [{ ...set[0], time: '09:00' }])).toEqual([[1440, '18:00']]);
});
