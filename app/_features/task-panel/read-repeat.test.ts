import { expect, test } from 'vitest';
import { readLine } from '../../../server/domain/quick-add/read-line.ts';
import { readRepeat } from './read-repeat.ts';

const names = {
  projects: [],
  sectionsIn: () => [],
  labels: [],
  people: [],
  mayMakeLabels: false,
};
const context = { now: '2026-11-26T12:00:00Z', timeZone: 'UTC', locale: 'en' };
const read = (text: string) => readRepeat(text, (line) => readLine(line, context, names));

test('a repeat is read in both languages, with its time and its first day', () => {
  expect(read('every 2 weeks on mon')).toEqual({
    rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    anchor: 'schedule',
  });
  expect(read('каждые 3 дня после выполнения')).toEqual({
    rrule: 'FREQ=DAILY;INTERVAL=3',
    anchor: 'completion',
  });
  expect(read('every day at 9:30')).toMatchObject({ dueTime: '09:30', timeZone: 'UTC' });
  expect(read('every day starting 5 Dec')).toMatchObject({ dueOn: '2026-12-05' });
});

test('what is no repeat, or says something else as well, is not taken', () => {
  for (const text of ['', 'tomorrow', 'sometimes', 'every day !3', 'call Ann every day'])
    expect(read(text), text).toBeNull();
});
