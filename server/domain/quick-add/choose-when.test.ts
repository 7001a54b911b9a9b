import { expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';

/** A Wednesday, ten in the morning there. */
const morning = { now: '2026-11-25T09:00:00Z', timeZone: 'Europe/Berlin', locale: 'en' };
const lateThere = { ...morning, now: '2026-11-25T23:30:00Z' };

test.each([
  ['Call Ann today at midnight', '2026-11-26', '00:00'],
  ['Call Ann tonight at 12', '2026-11-26', '00:00'],
  ['Call Ann tonight at 1', '2026-11-26', '01:00'],
  ['Call Ann tonight at 8', '2026-11-25', '20:00'],
  ['Call Ann today at 2am', '2026-11-26', '02:00'],
  ['Call Ann today at 9am', '2026-11-25', '09:00'],
  ['Call Ann 25 Nov at 2am', '2026-11-25', '02:00'],
  ['позвонить Ане сегодня в полночь', '2026-11-26', '00:00'],
  ['позвонить Ане сегодня ночью в 2', '2026-11-26', '02:00'],
  ['позвонить Ане сегодня вечером в 1', '2026-11-26', '01:00'],
  ['позвонить Ане сегодня в 4 вечера', '2026-11-25', '16:00'],
])('“%s” is due on %s at %s', (text, dueOn, dueTime) => {
  expect(parseLine(text, morning)).toMatchObject({ dueOn, dueTime });
});

test('an hour of the night that is still to come is today’s', () => {
  const said = parseLine('Call Ann today at 2am', lateThere);
  expect(said).toMatchObject({ dueOn: '2026-11-26', dueTime: '02:00' });
});

test.each([
  ['Report next month on the 5th', '2026-12-05'],
  ['Report 5th next month', '2026-12-05'],
  ['Pay rent in a month on the 1st', '2026-12-01'],
  ['Pay this month on the 20th', '2026-11-20'],
  ['отчёт в следующем месяце 5-го', '2026-12-05'],
  ['отчёт 5-го в следующем месяце', '2026-12-05'],
  ['звонок через месяц 5-го числа', '2026-12-05'],
  ['отчёт в конце следующего месяца', '2026-12-31'],
])('at the begin of November “%s” is due on %s', (text, dueOn) => {
  expect(parseLine(text, { ...morning, now: '2026-11-01T09:00:00Z' })).toMatchObject({ dueOn });
});

test.each([
  'Meet Ann in two fridays',
  'Both fridays are taken',
  'Three fridays from now',
  'Lunch at Fridays',
  'Clean the kitchen, not on mondays',
])('“%s” is no repeat', (title) => {
  const said = parseLine(title, morning);
  expect(said.rrule).toBeUndefined();
  expect(said.title).toBe(title);
});
