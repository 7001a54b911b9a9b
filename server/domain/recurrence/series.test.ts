import { describe, expect, test } from 'vitest';
import {
  firstOccurrence,
  mostMissed,
  nextOccurrence,
  resume,
  settleMissed,
  skipOne,
  taskRule,
} from './series.ts';
import type { Series } from './series.ts';

/** Mondays: 2, 9, 16, 23 and 30 November 2026, then 7 December. */
const mondays: Series = {
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  rdates: [],
  exdates: [],
  seriesStart: '2026-11-01',
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  occurrencesDone: 0,
};
const ended = `${mondays.rrule};COUNT=4`;
const until = `${mondays.rrule};UNTIL=20261129`;

describe('by schedule the next occurrence is one of the rule', () => {
  const keepOne = 'keep-one' as const;
  const pileUp = 'pile-up' as const;
  const skip = 'skip' as const;
  test.each<[string, Partial<Series>, string, string, string | null]>([
    ['overdue', { missedPolicy: keepOne }, '2026-11-09', '2026-11-26', '2026-11-30'],
    ['overdue', { missedPolicy: pileUp }, '2026-11-09', '2026-11-26', '2026-11-16'],
    ['overdue', { missedPolicy: skip }, '2026-11-09', '2026-11-26', '2026-11-30'],
    ['early', { missedPolicy: keepOne }, '2026-11-30', '2026-11-26', '2026-12-07'],
    ['early', { missedPolicy: pileUp }, '2026-11-30', '2026-11-26', '2026-12-07'],
    ['early', { missedPolicy: skip }, '2026-11-30', '2026-11-26', '2026-12-07'],
    ['on its day', { missedPolicy: keepOne }, '2026-11-23', '2026-11-23', '2026-11-30'],
    ['on its day', { missedPolicy: pileUp }, '2026-11-23', '2026-11-23', '2026-11-30'],
    ['on its day', { missedPolicy: skip }, '2026-11-23', '2026-11-23', '2026-11-30'],
    ['on the day of the next', { missedPolicy: keepOne }, '2026-11-16', '2026-11-23', '2026-11-30'],
    ['on the day of the next', { missedPolicy: pileUp }, '2026-11-16', '2026-11-23', '2026-11-23'],
    ['the last of COUNT', { rrule: ended }, '2026-11-23', '2026-11-23', null],
    ['past COUNT', { rrule: ended, missedPolicy: keepOne }, '2026-11-16', '2026-11-26', null],
    [
      'before COUNT',
      { rrule: ended, missedPolicy: pileUp },
      '2026-11-16',
      '2026-11-26',
      '2026-11-23',
    ],
    ['past COUNT', { rrule: ended, missedPolicy: skip }, '2026-11-16', '2026-11-26', null],
    ['past UNTIL', { rrule: until, missedPolicy: keepOne }, '2026-11-16', '2026-11-26', null],
    [
      'before UNTIL',
      { rrule: until, missedPolicy: pileUp },
      '2026-11-16',
      '2026-11-26',
      '2026-11-23',
    ],
    ['past UNTIL', { rrule: until, missedPolicy: skip }, '2026-11-16', '2026-11-26', null],
    [
      'the next is in EXDATE',
      { exdates: ['2026-11-30'] },
      '2026-11-23',
      '2026-11-23',
      '2026-12-07',
    ],
    [
      'the next is in EXDATE',
      { exdates: ['2026-11-16'], missedPolicy: pileUp },
      '2026-11-09',
      '2026-11-26',
      '2026-11-23',
    ],
    ['RDATE comes before', { rdates: ['2026-11-27'] }, '2026-11-23', '2026-11-23', '2026-11-27'],
    [
      'RDATE after UNTIL',
      { rrule: until, rdates: ['2026-12-24'] },
      '2026-11-23',
      '2026-11-23',
      '2026-12-24',
    ],
    [
      'how many were done does not count',
      { rrule: ended, occurrencesDone: 9 },
      '2026-11-02',
      '2026-11-02',
      '2026-11-09',
    ],
  ])('%s: %o', (_, changed, occurrenceOn, completedOn, next) => {
    const series = { ...mondays, ...changed };
    expect(nextOccurrence(series, { occurrenceOn, completedOn })).toBe(next);
  });
});

describe('by completion the rule begins anew on the day it was done', () => {
  const every = (rrule: string): Partial<Series> => ({ rrule });
  test.each<[string, Partial<Series>, string, string, string | null]>([
    ['overdue', every('FREQ=DAILY;INTERVAL=3'), '2026-11-09', '2026-11-26', '2026-11-29'],
    ['early', every('FREQ=DAILY;INTERVAL=3'), '2026-11-28', '2026-11-26', '2026-11-29'],
    ['on its day', every('FREQ=DAILY;INTERVAL=3'), '2026-11-26', '2026-11-26', '2026-11-29'],
    // The 27th and 28th would name what is done already or comes before it.
    [
      'so early that the next comes before',
      every('FREQ=DAILY'),
      '2026-11-28',
      '2026-11-26',
      '2026-11-29',
    ],
    ['every other week', every('FREQ=WEEKLY;INTERVAL=2'), '2026-11-23', '2026-11-26', '2026-12-10'],
    ['Mondays', every('FREQ=WEEKLY;BYDAY=MO'), '2026-11-23', '2026-11-26', '2026-11-30'],
    ['done on the 31st', every('FREQ=MONTHLY'), '2026-10-30', '2026-10-31', '2026-12-31'],
    ['the last day', every('FREQ=MONTHLY;BYMONTHDAY=-1'), '2026-10-31', '2026-10-31', '2026-11-30'],
    [
      'two of three',
      { rrule: 'FREQ=DAILY;COUNT=3', occurrencesDone: 1 },
      '2026-11-26',
      '2026-11-26',
      '2026-11-27',
    ],
    [
      'three of three',
      { rrule: 'FREQ=DAILY;COUNT=3', occurrencesDone: 2 },
      '2026-11-26',
      '2026-11-26',
      null,
    ],
    [
      'the last by UNTIL',
      every('FREQ=DAILY;INTERVAL=3;UNTIL=20261129'),
      '2026-11-26',
      '2026-11-26',
      '2026-11-29',
    ],
    ['past UNTIL', every('FREQ=DAILY;INTERVAL=3;UNTIL=20261128'), '2026-11-26', '2026-11-26', null],
    ['done after UNTIL', every('FREQ=DAILY;UNTIL=20261120'), '2026-11-20', '2026-11-26', null],
    [
      'EXDATE takes the next away',
      { rrule: 'FREQ=DAILY;INTERVAL=3', exdates: ['2026-11-29'] },
      '2026-11-26',
      '2026-11-26',
      '2026-12-02',
    ],
    [
      'pile-up changes nothing',
      { rrule: 'FREQ=DAILY;INTERVAL=3', missedPolicy: 'pile-up' },
      '2026-11-09',
      '2026-11-26',
      '2026-11-29',
    ],
  ])('%s: %o', (_, changed, occurrenceOn, completedOn, next) => {
    const series: Series = { ...mondays, anchor: 'completion', ...changed };
    expect(nextOccurrence(series, { occurrenceOn, completedOn })).toBe(next);
  });
});

describe('the first occurrence', () => {
  test.each<[Partial<Series>, string, string | null]>([
    [{}, '2026-11-01', '2026-11-02'],
    [{}, '2026-11-02', '2026-11-02'],
    [{}, '2026-11-03', '2026-11-09'],
    [{}, '2020-01-01', '2026-11-02'],
    [{ rrule: ended }, '2026-11-24', null],
    [{ exdates: ['2026-11-02'] }, '2026-11-01', '2026-11-09'],
    [{ anchor: 'completion' }, '2026-11-03', '2026-11-09'],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, '2026-11-03', null],
  ])('%o on or after %s', (changed, onOrAfter, first) => {
    expect(firstOccurrence({ ...mondays, ...changed }, onOrAfter)).toBe(first);
  });
});

describe('the end of a day', () => {
  const today = '2026-11-26';

  test.each(['keep-one', 'pile-up', 'skip'] as const)(
    '%s leaves what is not past',
    (missedPolicy) => {
      for (const occurrenceOn of [today, '2026-11-30'])
        expect(settleMissed({ ...mondays, missedPolicy }, { occurrenceOn, today })).toEqual({
          occurrenceOn,
          missed: [],
          moreMissed: 0,
        });
    },
  );

  test.each(['keep-one', 'pile-up'] as const)('%s leaves what is past', (missedPolicy) => {
    const standing = { occurrenceOn: '2026-11-09', today };
    expect(settleMissed({ ...mondays, missedPolicy }, standing)).toEqual({
      occurrenceOn: '2026-11-09',
      missed: [],
      moreMissed: 0,
    });
  });

  test.each<[Partial<Series>, string | null, string[]]>([
    [{}, '2026-11-30', ['2026-11-09', '2026-11-16', '2026-11-23']],
    [{ rrule: ended }, null, ['2026-11-09', '2026-11-16', '2026-11-23']],
    [{ rrule: `${mondays.rrule};UNTIL=20261117` }, null, ['2026-11-09', '2026-11-16']],
    [{ rdates: [today] }, today, ['2026-11-09', '2026-11-16', '2026-11-23']],
    [{ exdates: ['2026-11-16', '2026-11-30'] }, '2026-12-07', ['2026-11-09', '2026-11-23']],
    [
      { anchor: 'completion', rrule: 'FREQ=DAILY;INTERVAL=5' },
      '2026-11-29',
      ['2026-11-09', '2026-11-14', '2026-11-19', '2026-11-24'],
    ],
  ])('skip goes on today or later, and tells what was missed: %o', (changed, next, missed) => {
    const series: Series = { ...mondays, missedPolicy: 'skip', ...changed };
    expect(settleMissed(series, { occurrenceOn: '2026-11-09', today })).toEqual({
      occurrenceOn: next,
      missed,
      moreMissed: 0,
    });
  });

  test('no more than a hundred missed days are told by name', () => {
    const daily: Series = { ...mondays, rrule: 'FREQ=DAILY', missedPolicy: 'skip' };
    const settled = settleMissed(daily, { occurrenceOn: '2026-11-01', today: '2027-11-01' });
    expect(settled).toMatchObject({ occurrenceOn: '2027-11-01', moreMissed: 365 - mostMissed });
    expect(settled.missed).toHaveLength(mostMissed);
    expect(settled.missed.at(-1)).toBe('2027-02-08');
  });
});

describe('one is left out', () => {
  test.each<[Partial<Series>, string, string | null]>([
    [{}, '2026-11-09', '2026-11-16'],
    [{ rrule: ended }, '2026-11-23', null],
    [{ anchor: 'completion', rrule: 'FREQ=DAILY;INTERVAL=5' }, '2026-11-09', '2026-11-14'],
    [
      { anchor: 'completion', rrule: 'FREQ=DAILY;COUNT=3', occurrencesDone: 2 },
      '2026-11-09',
      '2026-11-10',
    ],
  ])('%o at %s', (changed, occurrenceOn, next) => {
    expect(skipOne({ ...mondays, ...changed }, occurrenceOn)).toBe(next);
  });
});

describe('after a pause', () => {
  test.each<[Partial<Series>, string, string | null]>([
    [{}, '2026-11-09', '2026-11-30'],
    [{}, '2026-11-30', '2026-11-30'],
    [{}, '2026-12-07', '2026-12-07'],
    [{ rdates: ['2026-11-26'] }, '2026-11-09', '2026-11-26'],
    [{ rrule: ended }, '2026-11-09', null],
    [{ anchor: 'completion', rrule: 'FREQ=DAILY;INTERVAL=5' }, '2026-11-09', '2026-11-29'],
  ])('%o that stood at %s', (changed, occurrenceOn, next) => {
    const standing = { occurrenceOn, today: '2026-11-26' };
    expect(resume({ ...mondays, ...changed }, standing)).toBe(next);
  });
});

describe('the rule of a task', () => {
  test.each([
    ['FREQ=HOURLY', 'FREQ=HOURLY'],
    ['FREQ=MINUTELY;COUNT=3', 'FREQ=MINUTELY'],
    ['FREQ=SECONDLY', 'FREQ=SECONDLY'],
    ['FREQ=DAILY;BYHOUR=9', 'due time'],
    ['FREQ=DAILY;BYMINUTE=9', 'due time'],
    ['FREQ=DAILY;BYSECOND=9', 'due time'],
    ['FREQ=DAILY;UNTIL=20270501T000000Z', 'UNTIL=20270501'],
    ['FREQ=DAYLY', 'FREQ'],
  ])('%s is none', (text, message) => {
    expect(taskRule(text)).toMatchObject({
      field: 'rrule',
      message: expect.stringContaining(message),
    });
  });

  test('UNTIL is a day', () => {
    expect(taskRule('FREQ=DAILY;UNTIL=20270501T090000')).toMatchObject({ until: '2027-05-01' });
  });

  test('a series that holds another, or days that are none, is a mistake of its maker', () => {
    const first = (changed: Partial<Series>) => () =>
      firstOccurrence({ ...mondays, ...changed }, '2026-11-01');
    expect(first({ rrule: 'FREQ=HOURLY' })).toThrow('FREQ=HOURLY');
    expect(first({ exdates: ['soon'] })).toThrow('exdates');
    expect(first({ seriesStart: '' })).toThrow('start');
  });
});
