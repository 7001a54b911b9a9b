import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locales } from '../enums.ts';
import { writeLocal } from './local-time.ts';
import { presetsFor } from './presets.ts';
import { isProblem } from './rule.ts';
import { sayRepeat } from './say-rule.ts';
import { firstOccurrence, taskRule } from './series.ts';

test('the usual repeats of a day', () => {
  expect(presetsFor('2026-11-26')).toEqual([
    { name: 'daily', rrule: 'FREQ=DAILY' },
    { name: 'weekdays', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
    { name: 'weekly', rrule: 'FREQ=WEEKLY;BYDAY=TH' },
    { name: 'every-2-weeks', rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' },
    { name: 'monthly', rrule: 'FREQ=MONTHLY;BYMONTHDAY=26' },
    { name: 'yearly', rrule: 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26' },
  ]);
});

test.each([
  ['2026-11-30', 'FREQ=MONTHLY;BYMONTHDAY=30'],
  ['2027-02-28', 'FREQ=MONTHLY;BYMONTHDAY=28'],
  ['2028-02-29', 'FREQ=MONTHLY;BYMONTHDAY=29'],
  ['2026-12-31', 'FREQ=MONTHLY;BYMONTHDAY=31'],
])('on %s the last day of the month is offered beside the day', (day, monthly) => {
  const presets = presetsFor(day);
  expect(presets).toContainEqual({ name: 'monthly', rrule: monthly });
  expect(presets).toContainEqual({ name: 'month-end', rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1' });
});

test('28 February of a leap year is no last day', () => {
  expect(presetsFor('2028-02-28').map(({ name }) => name)).not.toContain('month-end');
});

test('they are rules of a task that begin on their day, each said in words of its own', () => {
  const days = fc
    .integer({ min: 0, max: 40_000 })
    .map((day) => writeLocal({ seconds: day * 86_400, form: 'day' }));
  fc.assert(
    fc.property(days, (day) => {
      const presets = presetsFor(day);
      for (const { name, rrule } of presets) {
        expect(isProblem(taskRule(rrule))).toBe(false);
        if (name !== 'weekdays') expect(firstDay(rrule, day)).toBe(day);
      }
      for (const locale of locales) {
        const said = presets.map(({ rrule }) =>
          sayRepeat({ rrule, anchor: 'schedule', start: day }, locale),
        );
        expect(new Set(said).size).toBe(presets.length);
      }
    }),
  );
});

test('a day that is none is refused', () => {
  expect(() => presetsFor('2027-02-29')).toThrow(RangeError);
});

function firstDay(rrule: string, day: string): string | null {
  return firstOccurrence(
    {
      rrule,
      rdates: [],
      exdates: [],
      seriesStart: day,
      anchor: 'schedule',
      missedPolicy: 'keep-one',
      occurrencesDone: 0,
    },
    day,
  );
}
