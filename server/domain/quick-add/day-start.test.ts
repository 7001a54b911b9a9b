import { expect, it } from 'vitest';
import { parseLine } from './parse-line.ts';
import type { ParsedLine } from './parse-line.ts';

/** Half past one in the night to Friday, 27 November, in Moscow. */
const night = { now: '2026-11-26T22:30:00Z', timeZone: 'Europe/Moscow', locale: 'ru' };
const dueOf = ({ dueOn, dueTime }: ParsedLine) => [dueOn, dueTime].filter(Boolean).join(' ');
const read = (text: string, dayStart?: string) => parseLine(text, { ...night, dayStart });

it.each([
  ['Позвонить сегодня', '2026-11-26', '2026-11-27'],
  ['Call today', '2026-11-26', '2026-11-27'],
  ['Call tomorrow', '2026-11-27', '2026-11-28'],
  ['Call tomorrow at 02:00', '2026-11-27 02:00', '2026-11-28 02:00'],
  ['Call in 3 days', '2026-11-29', '2026-11-30'],
  ['Позвонить через неделю', '2026-12-03', '2026-12-04'],
  ['Call friday', '2026-11-27', '2026-12-04'],
  ['Позвонить 26 ноября', '2026-11-26', '2027-11-26'],
  ['Dinner tonight', '2026-11-26 19:00', '2026-11-27 19:00'],
  ['Полить каждый день', '2026-11-26', '2026-11-27'],
  ['Полить каждый четверг', '2026-11-26', '2026-12-03'],
])('%s: %s where days begin at half past four, %s at midnight', (text, early, midnight) => {
  expect(dueOf(read(text, '04:30'))).toBe(early);
  expect(dueOf(read(text, '00:00'))).toBe(midnight);
  expect(dueOf(read(text))).toBe(midnight);
  expect(dueOf(read(text, '01:30'))).toBe(midnight);
});

it.each([
  ['Call in 2 hours', '2026-11-27 03:30'],
  ['Позвонить через полтора часа', '2026-11-27 03:00'],
  ['Call at 02:00', '2026-11-27 02:00'],
  ['Call at 01:00', '2026-11-28 01:00'],
  ['Позвонить в 23:00', '2026-11-27 23:00'],
  ['Пить каждый день в 02:00', '2026-11-27 02:00'],
  ['Take every day at 01:00', '2026-11-28 01:00'],
  ['Take every day at 9:00', '2026-11-27 09:00'],
])('%s is %s, whenever days begin', (text, due) => {
  for (const dayStart of ['00:00', '01:30', '04:30', '23:00'])
    expect(dueOf(read(text, dayStart))).toBe(due);
});

it('a start and the end of a repeat are counted from that day too', () => {
  expect(read('Diet from tomorrow', '04:30').startOn).toBe('2026-11-27');
  expect(read('Gym every day for 3 days', '04:30').rrule).toBe('FREQ=DAILY;UNTIL=20261128');
});
