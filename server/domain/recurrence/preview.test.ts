import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostPreviewed, previewOccurrences } from './preview.ts';
import type { PreviewQuery } from './preview.ts';
import { isProblem, writeRule } from './rule.ts';
import { firstOccurrence, nextOccurrence } from './series.ts';
import type { Series } from './series.ts';
import { anyTaskRule } from './testing/any-rule.ts';
import { anyDay } from './testing/disagreements.ts';

const query: PreviewQuery = {
  rrule: 'FREQ=DAILY;INTERVAL=3',
  start: '2026-11-26',
  timeZone: 'Europe/Berlin',
  count: 3,
};

describe('what comes', () => {
  test.each<[Partial<PreviewQuery>, string[]]>([
    [{}, ['2026-11-26', '2026-11-29', '2026-12-02']],
    [{ after: '2026-11-26', count: 1 }, ['2026-11-29']],
    [{ start: '2026-11-26T09:30', count: 1 }, ['2026-11-26T09:30']],
    [{ rrule: 'FREQ=DAILY;UNTIL=20261127T230000Z' }, ['2026-11-26', '2026-11-27', '2026-11-28']],
    [{ rrule: 'FREQ=DAILY;COUNT=2' }, ['2026-11-26', '2026-11-27']],
    [
      { rrule: 'FREQ=HOURLY', start: '2026-03-29T01:00' },
      ['2026-03-29T01:00', '2026-03-29T03:00', '2026-03-29T04:00'],
    ],
    [{ anchor: 'completion' }, ['2026-11-26', '2026-11-29', '2026-12-02']],
    [
      { anchor: 'completion', start: '2026-11-26T09:30', count: 2 },
      ['2026-11-26T09:30', '2026-11-29T09:30'],
    ],
    [
      { anchor: 'completion', completedOn: '2026-11-27' },
      ['2026-11-30', '2026-12-03', '2026-12-06'],
    ],
    [
      { anchor: 'completion', completedOn: '2026-11-27', after: '2026-12-03', count: 1 },
      ['2026-12-06'],
    ],
    [{ anchor: 'completion', rrule: 'FREQ=DAILY;COUNT=2' }, ['2026-11-26', '2026-11-27']],
    [
      { anchor: 'completion', rrule: 'FREQ=DAILY;COUNT=2', completedOn: '2026-11-27' },
      ['2026-11-28'],
    ],
    [
      { anchor: 'completion', rrule: 'FREQ=DAILY;UNTIL=20261127T230000Z' },
      ['2026-11-26', '2026-11-27', '2026-11-28'],
    ],
    [
      { anchor: 'completion', start: '2026-11-26T09:30', after: '2026-11-26', count: 1 },
      ['2026-11-29T09:30'],
    ],
    [
      { anchor: 'completion', start: '2026-11-26T09:30', after: '2026-11-26T09:00', count: 1 },
      ['2026-11-26T09:30'],
    ],
    [{ anchor: 'completion', after: '2026-11-26T12:00', count: 1 }, ['2026-11-29']],
    [{ anchor: 'completion', start: '1900-01-01', after: '2026-11-26', count: 1 }, ['2026-11-29']],
    [{ anchor: 'completion', rrule: 'FREQ=DAILY;COUNT=1', completedOn: '2026-11-27' }, []],
    [
      { anchor: 'completion', start: '2026-11-26T09:30', completedOn: '2026-11-27', count: 1 },
      ['2026-11-30T09:30'],
    ],
    [{ anchor: 'completion', rrule: 'FREQ=DAILY;UNTIL=20261127', completedOn: '2026-11-27' }, []],
  ])('%o', (changed, occurrences) => {
    expect(previewOccurrences({ ...query, ...changed })).toEqual({ occurrences });
  });
});

describe('what cannot be answered is refused by field', () => {
  test.each<[string, Partial<PreviewQuery>]>([
    ['rrule', { rrule: 'FREQ=' }],
    ['start', { start: 'today' }],
    ['start', { start: 'today', anchor: 'completion' }],
    ['after', { after: 'today' }],
    ['after', { after: 'today', anchor: 'completion' }],
    ['completedOn', { completedOn: '2026-11-26T09:00', anchor: 'completion' }],
    ['start', { start: 'today', completedOn: '2026-11-26', anchor: 'completion' }],
    ['after', { after: 'today', completedOn: '2026-11-26', anchor: 'completion' }],
    ['rrule', { rrule: 'FREQ=HOURLY' }],
    ['rrule', { rrule: 'FREQ=HOURLY', start: '2026-11-26T09:00', anchor: 'completion' }],
    ['rrule', { rrule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30' }],
    ['rrule', { rrule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', anchor: 'completion' }],
    ['count', { count: 0 }],
    ['count', { count: mostPreviewed + 1 }],
    ['count', { count: 1.5 }],
  ])('%s: %o', (field, changed) => {
    expect(previewOccurrences({ ...query, ...changed })).toMatchObject({ field });
  });
});

/** What a task goes through if each of its occurrences is done on its day, after one that was done on another. */
function played(series: Series, count: number, completedOn?: string): string[] {
  const days: string[] = [];
  let occurrencesDone = 0;
  const complete = (on: string) => {
    const next = nextOccurrence(
      { ...series, occurrencesDone },
      { occurrenceOn: on, completedOn: on },
    );
    occurrencesDone += 1;
    return next;
  };
  let day =
    completedOn === undefined ? firstOccurrence(series, series.seriesStart) : complete(completedOn);
  while (day !== null && days.length < count) {
    days.push(day);
    day = complete(day);
  }
  return days;
}

const policies = fc.constantFrom('keep-one' as const, 'pile-up' as const, 'skip' as const);
const count = 8;
const limits = { numRuns: 500, seed: 1 };

test('a preview is what comes of completing each occurrence on its day', () => {
  const anchors = fc.constantFrom('schedule' as const, 'completion' as const);
  fc.assert(
    fc.property(anyTaskRule, anyDay, anchors, policies, (rule, start, anchor, missedPolicy) => {
      const rrule = writeRule(rule);
      const preview = previewOccurrences({ ...query, rrule, start, anchor, count });
      const series = { rrule, rdates: [], exdates: [], seriesStart: start, anchor, missedPolicy };
      const days = played({ ...series, occurrencesDone: 0 }, count);
      expect(isProblem(preview) ? [] : preview.occurrences).toEqual(days);
      expect(days).toEqual([...new Set(days)].sort());
    }),
    limits,
  );
});

test('so is one after an occurrence that was done on another day', () => {
  const anchor = 'completion';
  fc.assert(
    fc.property(anyTaskRule, anyDay, anyDay, policies, (rule, start, completedOn, missedPolicy) => {
      const rrule = writeRule(rule);
      const preview = previewOccurrences({ ...query, rrule, start, anchor, completedOn, count });
      const series = {
        rrule,
        rdates: [],
        exdates: [],
        seriesStart: start,
        anchor,
        missedPolicy,
      } as const;
      const days = played({ ...series, occurrencesDone: 0 }, count, completedOn);
      expect(isProblem(preview) ? [] : preview.occurrences).toEqual(days);
    }),
    limits,
  );
});

const asked = [
  ...['2026-03-28T02:30', '2011-12-29T09:00', '2026-10-24'].map((start) => ({ ...query, start })),
  { ...query, rrule: 'FREQ=HOURLY', start: '2026-03-29T00:30', count: 30 },
  { ...query, rrule: 'FREQ=MONTHLY;BYDAY=-1FR', after: '2030-01-01', count: 20 },
  { ...query, rrule: 'FREQ=WEEKLY;UNTIL=20270101T000000Z', timeZone: 'Asia/Tokyo', count: 20 },
  { ...query, anchor: 'completion' as const, completedOn: '2026-10-25', count: 20 },
];

test('the zone of the process says nothing', async () => {
  const program = `
    import { mostPreviewed, previewOccurrences } from ${JSON.stringify(join(import.meta.dirname, 'preview.ts'))};
    console.log(JSON.stringify(${JSON.stringify(asked)}.map(previewOccurrences)));`;
  const answers = ['UTC', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia'].map(async (TZ) => {
    const args = ['--input-type=module', '--eval', program];
    const env = { ...process.env, TZ };
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  });
  const here = `${JSON.stringify(asked.map(previewOccurrences))}\n`;
  expect(await Promise.all(answers)).toEqual([here, here, here, here]);
});
