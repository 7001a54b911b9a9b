import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostSteps, occurrences } from './occurrences.ts';
import type { OccurrenceQuery } from './read-query.ts';
import { isProblem, parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { anyRule } from './testing/any-rule.ts';
import { withMistake } from './testing/with-mistake.ts';

function ruleOf(text: string): Rule {
  const rule = parseRule(text);
  if (isProblem(rule)) throw new Error(rule.message);
  return rule;
}

type Rest = Omit<Partial<OccurrenceQuery>, 'rule' | 'start'>;
const find = (text: string, start: string, rest: Rest = {}) =>
  occurrences({ rule: ruleOf(text), start, limit: 4, ...rest });

describe('the end of a month', () => {
  test.each([
    ['FREQ=MONTHLY', '2026-01-31', '2026-01-31 2026-03-31 2026-05-31 2026-07-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=30', '2026-01-30', '2026-01-30 2026-03-30 2026-04-30 2026-05-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', '2026-01-31 2026-02-28 2026-03-31 2026-04-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-31', '2028-01-31 2028-02-29 2028-03-31 2028-04-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=31,-1', '2026-01-31', '2026-01-31 2026-02-28 2026-03-31 2026-04-30'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
      '2026-01-31',
      '2026-01-31 2026-02-28 2026-03-31 2026-04-30',
    ],
    ['FREQ=MONTHLY;INTERVAL=2', '2026-01-31', '2026-01-31 2026-03-31 2026-05-31 2026-07-31'],
    ['FREQ=MONTHLY;INTERVAL=12', '2028-02-29', '2028-02-29 2032-02-29 2036-02-29 2040-02-29'],
    ['FREQ=YEARLY', '2028-02-29', '2028-02-29 2032-02-29 2036-02-29 2040-02-29'],
    ['FREQ=YEARLY', '2096-02-29', '2096-02-29 2104-02-29 2108-02-29 2112-02-29'],
    [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      '2027-02-28',
      '2027-02-28 2028-02-29 2029-02-28 2030-02-28',
    ],
    ['FREQ=YEARLY;BYYEARDAY=366', '2026-01-01', '2028-12-31 2032-12-31 2036-12-31 2040-12-31'],
    ['FREQ=YEARLY;BYYEARDAY=-1', '2026-01-01', '2026-12-31 2027-12-31 2028-12-31 2029-12-31'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-01-01', '2026-01-30 2026-02-27 2026-03-27 2026-04-24'],
    ['FREQ=MONTHLY;BYDAY=5FR', '2026-01-01', '2026-01-30 2026-05-29 2026-07-31 2026-10-30'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-01',
      '2026-01-30 2026-02-27 2026-03-31 2026-04-30',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
      '2026-01-01',
      '2026-01-01 2026-02-02 2026-03-02 2026-04-01',
    ],
  ])('%s from %s', (rule, start, days) => expect(find(rule, start)).toEqual(days.split(' ')));
});

describe('weeks of a year belong to it whole', () => {
  test.each([
    [
      'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO',
      '2025-01-01',
      '2025-12-29 2027-01-04 2028-01-03 2029-01-01',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR',
      '2020-01-01',
      '2021-01-01 2027-01-01 2032-12-31 2038-01-01',
    ],
    ['FREQ=YEARLY;BYWEEKNO=-1', '2026-12-31', '2026-12-31 2027-12-30 2028-12-28 2029-12-27'],
    [
      'FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO,SU',
      '2025-12-29',
      '2025-12-29 2026-01-04 2028-01-03 2028-01-09',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU;BYSETPOS=1',
      '2025-12-29',
      '2025-12-29 2027-01-04 2028-01-03 2029-01-01',
    ],
    [
      'FREQ=YEARLY;WKST=SU;BYWEEKNO=1;BYDAY=SU',
      '2025-12-01',
      '2026-01-04 2027-01-03 2028-01-02 2028-12-31',
    ],
  ])('%s from %s', (rule, start, days) => expect(find(rule, start)).toEqual(days.split(' ')));
});

describe('the start, COUNT, UNTIL, RDATE and EXDATE', () => {
  const weekly = 'FREQ=WEEKLY;BYDAY=MO';
  test.each<[string, string, Rest, string]>([
    // Wednesday
    [weekly, '2026-11-25', {}, '2026-11-30 2026-12-07 2026-12-14 2026-12-21'],
    [`${weekly};COUNT=2`, '2026-11-25', {}, '2026-11-30 2026-12-07'],
    [`${weekly};COUNT=3`, '2026-11-25', { after: '2026-12-01' }, '2026-12-07 2026-12-14'],
    [`${weekly};COUNT=3`, '2026-11-25', { exdates: ['2026-12-07'] }, '2026-11-30 2026-12-14'],
    [
      `${weekly};COUNT=2`,
      '2026-11-25',
      { rdates: ['2026-12-01', '2026-11-24', '2026-12-01', '2026-11-30'] },
      '2026-11-30 2026-12-01 2026-12-07',
    ],
    [
      `${weekly};COUNT=1`,
      '2026-11-25',
      { rdates: ['2027-01-01'], exdates: ['2027-01-01'] },
      '2026-11-30',
    ],
    [`${weekly};UNTIL=20261207`, '2026-11-25', {}, '2026-11-30 2026-12-07'],
    [`${weekly};UNTIL=20261207T080000`, '2026-11-25', {}, '2026-11-30 2026-12-07'],
    [`${weekly};UNTIL=20261206`, '2026-11-25', { rdates: ['2027-01-01'] }, '2026-11-30 2027-01-01'],
    [weekly, '2026-11-25', { until: '2026-12-07' }, '2026-11-30 2026-12-07'],
    [weekly, '2026-11-25', { until: '2026-11-29' }, ''],
    [weekly, '2026-11-25', { after: '2020-01-01', limit: 1 }, '2026-11-30'],
    [weekly, '2026-11-25', { after: '2026-11-30', limit: 1 }, '2026-12-07'],
    [weekly, '2026-11-25', { after: '2026-11-30T12:00', limit: 1 }, '2026-12-07'],
    ['FREQ=DAILY;BYHOUR=9;BYMINUTE=1', '2026-11-25', { limit: 2 }, '2026-11-25 2026-11-26'],
    ['FREQ=DAILY', '2026-11-25T09:30', { limit: 2 }, '2026-11-25T09:30 2026-11-26T09:30'],
    ['FREQ=DAILY', '2026-11-25T09:30:00', { limit: 1 }, '2026-11-25T09:30:00'],
    ['FREQ=DAILY;BYSECOND=7', '2026-11-25T09:30', { limit: 1 }, '2026-11-25T09:30:07'],
    ['FREQ=DAILY', '2026-11-25T09:30', { after: '2026-11-25', limit: 1 }, '2026-11-26T09:30'],
    ['FREQ=DAILY', '2026-11-25T09:30', { after: '2026-11-25T09:29', limit: 1 }, '2026-11-25T09:30'],
    ['FREQ=DAILY;UNTIL=20261126', '2026-11-25T09:30', {}, '2026-11-25T09:30 2026-11-26T09:30'],
    ['FREQ=DAILY;UNTIL=20261126T092959', '2026-11-25T09:30', {}, '2026-11-25T09:30'],
    ['FREQ=DAILY', '2026-11-25T09:30', { until: '2026-11-25' }, '2026-11-25T09:30'],
    [
      'FREQ=HOURLY;INTERVAL=36',
      '2026-11-25T09:30',
      { limit: 2 },
      '2026-11-25T09:30 2026-11-26T21:30',
    ],
    ['FREQ=DAILY', '0001-01-01', { limit: 1 }, '0001-01-01'],
    ['FREQ=DAILY', '1969-12-31T23:59', { limit: 2 }, '1969-12-31T23:59 1970-01-01T23:59'],
    ['FREQ=YEARLY', '2997-03-01', {}, '2997-03-01 2998-03-01 2999-03-01'],
  ])('%s from %s with %o', (rule, start, rest, days) => {
    expect(find(rule, start, rest)).toEqual(days ? days.split(' ') : []);
  });
});

describe('what cannot be answered is refused by field', () => {
  test.each<[string, string, string, Rest]>([
    ['start', 'FREQ=DAILY', '2026-02-30', {}],
    ['start', 'FREQ=DAILY', '0000-01-01', {}],
    ['start', 'FREQ=DAILY', '2026-01-01T24:00', {}],
    ['start', 'FREQ=DAILY', '2026-01-01T00:00Z', {}],
    ['after', 'FREQ=DAILY', '2026-01-01', { after: 'today' }],
    ['until', 'FREQ=DAILY', '2026-01-01', { until: '2026' }],
    ['rdates', 'FREQ=DAILY', '2026-01-01', { rdates: ['2026-13-01'] }],
    ['exdates', 'FREQ=DAILY', '2026-01-01', { exdates: [''] }],
    ['rrule', 'FREQ=DAILY;UNTIL=20270501T000000Z', '2026-01-01', {}],
    ['rrule', 'FREQ=HOURLY', '2026-01-01', {}],
    ['rrule', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', {}],
    ['rrule', 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', {}],
    ['rrule', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', {}],
    ['rrule', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01T00:00', {}],
    ['rrule', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', '2026-01-01', {}],
    ['rrule', 'FREQ=SECONDLY;INTERVAL=60;BYSECOND=59', '2026-01-01T00:00', {}],
    ['rrule', 'FREQ=SECONDLY;COUNT=99999999', '1900-01-01T00:00', { after: '2026-11-26' }],
    ['rrule', 'FREQ=YEARLY;INTERVAL=99999999', '2026-01-01', { after: '2026-01-01' }],
    ['rrule', 'FREQ=DAILY', '2026-01-01', { after: '2999-12-31' }],
  ])('%s: %s from %s', (field, rule, start, rest) => {
    expect(find(rule, start, rest)).toMatchObject({ field });
  });
});

test('every second since 1900 is asked for at any time', () => {
  const found = find('FREQ=SECONDLY', '1900-01-01T00:00', { after: '2026-11-26', limit: 1000 });
  expect(found).toHaveLength(1000);
  expect(found).toMatchObject({ 0: '2026-11-27T00:00:00', 999: '2026-11-27T00:16:39' });
});

const longAgo = { start: '1900-01-01T09:10:20', after: '2026-11-26', limit: 1000 };

test('occurrences are strictly increasing, and those after one are the rest', () => {
  fc.assert(
    fc.property(anyRule, fc.integer({ min: 0, max: 30 }), (rule, place) => {
      const query = { rule, start: '2026-11-26T09:10:20', until: '2040-12-31' };
      const found = occurrences({ ...query, limit: 40 });
      if (isProblem(found)) return;
      expect(found).toEqual([...new Set(found)].sort());
      const after = found[place];
      if (after === undefined) return;
      const rest = occurrences({ ...query, after, limit: 39 - place });
      expect(rest).toEqual(found.slice(place + 1));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('no rule takes more steps than are allowed', async () => {
  const counted = await withMistake({
    file: 'occurrences.ts',
    right: 'const period = periods.at(index);',
    wrong: 'const period = periods.at(index); globalThis.periodsSeen += 1;',
  });
  const seen = globalThis as unknown as { periodsSeen: number };
  let most = 0;
  fc.assert(
    fc.property(anyRule, (rule) => {
      seen.periodsSeen = 0;
      counted({ ...longAgo, rule });
      most = Math.max(most, seen.periodsSeen);
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(most).toBeGreaterThan(mostSteps / 2);
  expect(most).toBeLessThanOrEqual(mostSteps + 2);
});
