import { describe, expect, test } from 'vitest';
import { instantIn } from '../due.ts';
import { isProblem, parseRule } from './rule.ts';
import { inZone, withLocalUntil } from './zoned.ts';

function ruleOf(text: string) {
  const rule = parseRule(text);
  if (isProblem(rule)) throw new Error(rule.message);
  return rule;
}

const find = (text: string, start: string, timeZone: string) =>
  inZone({ rule: ruleOf(text), start, limit: 4 }, timeZone);

describe('a day is never lost: its time in a gap is the later reading, and when doubled the earlier', () => {
  test.each([
    // 02:00 to 03:00 is left out on 2026-03-29, and comes twice on 2026-10-25.
    ['Europe/Berlin', '2026-03-28T02:30', '01:30 01:30 00:30', '2026-03-28 2026-03-29 2026-03-30'],
    ['Europe/Berlin', '2026-10-24T02:30', '00:30 00:30 01:30', '2026-10-24 2026-10-25 2026-10-26'],
    [
      'America/New_York',
      '2026-03-07T02:30',
      '07:30 07:30 06:30',
      '2026-03-07 2026-03-08 2026-03-09',
    ],
    [
      'America/New_York',
      '2026-10-31T01:30',
      '05:30 05:30 06:30',
      '2026-10-31 2026-11-01 2026-11-02',
    ],
    // Half an hour: from +10:30 to +11:00 at 02:00, and back.
    [
      'Australia/Lord_Howe',
      '2026-10-03T02:10',
      '15:40 15:40 15:10',
      '2026-10-02 2026-10-03 2026-10-04',
    ],
    [
      'Australia/Lord_Howe',
      '2026-04-04T01:40',
      '14:40 14:40 15:10',
      '2026-04-03 2026-04-04 2026-04-05',
    ],
    // All of 2011-12-30 was left out: its task is due at the same time of the 31st.
    ['Pacific/Apia', '2011-12-29T09:00', '19:00 19:00 19:00', '2011-12-29 2011-12-30 2011-12-30'],
    // The clock goes back for Ramadan on 2026-02-15 and forward again on 2026-03-22.
    [
      'Africa/Casablanca',
      '2026-02-14T02:30',
      '01:30 01:30 02:30',
      '2026-02-14 2026-02-15 2026-02-16',
    ],
    [
      'Africa/Casablanca',
      '2026-03-21T02:30',
      '02:30 02:30 01:30',
      '2026-03-21 2026-03-22 2026-03-23',
    ],
  ])('%s from %s', (timeZone, start, utcTimes, utcDays) => {
    const found = inZone({ rule: ruleOf('FREQ=DAILY'), start, limit: 3 }, timeZone);
    if (isProblem(found)) throw new Error(found.message);
    const time = start.slice(11);
    expect(found.map((at) => at.slice(11))).toEqual([time, time, time]);
    const instants = found.map((at) => instantIn(at.slice(0, 10), time, timeZone).slice(0, 16));
    const days = utcDays.split(' ');
    expect(instants).toEqual(utcTimes.split(' ').map((utc, index) => `${days[index]}T${utc}`));
  });
});

describe('below a day, times that do not exist are left out and not counted', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T00:30', 'FREQ=HOURLY;COUNT=4', '00:30 01:30 03:30 04:30'],
    ['Europe/Berlin', '2026-10-25T01:30', 'FREQ=HOURLY;COUNT=3', '01:30 02:30 03:30'],
    ['UTC', '2026-03-29T00:30', 'FREQ=HOURLY;COUNT=4', '00:30 01:30 02:30 03:30'],
    [
      'America/New_York',
      '2026-03-08T01:40',
      'FREQ=MINUTELY;INTERVAL=20',
      '01:40 03:00 03:20 03:40',
    ],
    [
      'America/New_York',
      '2026-03-08T01:59:58',
      'FREQ=SECONDLY;COUNT=4',
      '01:59:58 01:59:59 03:00:00 03:00:01',
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04T01:30',
      'FREQ=MINUTELY;INTERVAL=15',
      '01:30 01:45 02:30 02:45',
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04T01:00',
      'FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=1;COUNT=4',
      '01:00 02:40 03:00 04:00',
    ],
    ['Africa/Casablanca', '2026-03-22T01:00', 'FREQ=HOURLY', '01:00 03:00 04:00 05:00'],
  ])('%s from %s: %s', (timeZone, start, rule, times) => {
    const day = start.slice(0, 10);
    expect(find(rule, start, timeZone)).toEqual(times.split(' ').map((time) => `${day}T${time}`));
  });

  test('a day that a zone left out has no hours', () => {
    expect(find('FREQ=HOURLY;INTERVAL=12', '2011-12-29T12:00', 'Pacific/Apia')).toEqual([
      '2011-12-29T12:00',
      '2011-12-31T00:00',
      '2011-12-31T12:00',
      '2012-01-01T00:00',
    ]);
  });
});

test.each([
  ['20270501T000000Z', 'America/New_York', '2027-04-30T20:00:00'],
  ['20270501T000000Z', 'Asia/Tokyo', '2027-05-01T09:00:00'],
  ['20270501T000000Z', 'UTC', '2027-05-01T00:00:00'],
  ['20270501T000000', 'Asia/Tokyo', '2027-05-01T00:00:00'],
  ['20270501', 'Asia/Tokyo', '2027-05-01'],
])('UNTIL=%s is in %s %s', (until, timeZone, local) => {
  expect(withLocalUntil(ruleOf(`FREQ=DAILY;UNTIL=${until}`), timeZone).until).toBe(local);
});

test('the last day of UNTIL in UTC is that of the zone', () => {
  expect(find('FREQ=DAILY;UNTIL=20270501T000000Z', '2027-04-30', 'America/New_York')).toEqual([
    '2027-04-30',
  ]);
  expect(find('FREQ=DAILY;UNTIL=20270501T000000Z', '2027-04-30', 'Asia/Tokyo')).toEqual([
    '2027-04-30',
    '2027-05-01',
  ]);
});
