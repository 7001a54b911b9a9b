import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const night = { from: '22:00', to: '07:00' };
const noon = { from: '12:00', to: '13:30' };

describe.each([
  ['America/New_York', '2027-06-11T03:00:00.000Z', '2027-06-11T11:00:00.000Z'],
  ['Europe/London', '2027-06-10T22:00:00.000Z', '2027-06-11T06:00:00.000Z'],
  ['Asia/Kathmandu', '2027-06-10T17:15:00.000Z', '2027-06-11T01:15:00.000Z'],
  ['Australia/Lord_Howe', '2027-06-10T12:30:00.000Z', '2027-06-10T20:30:00.000Z'],
])('%s', (zone, eleven, seven) => {
  test('from ten at night to seven in the morning', () => {
    expect(quietUntil(eleven, night, zone)).toBe(seven);
    expect(quietUntil(seven, night, zone)).toBeNull();
    const justBefore = new Date(Date.parse(seven) - 1).toISOString();
    expect(quietUntil(justBefore, night, zone)).toBe(seven);
    const ten = new Date(Date.parse(eleven) - 3_600_000).toISOString();
    expect(quietUntil(ten, night, zone)).toBe(seven);
    expect(quietUntil(new Date(Date.parse(ten) - 1).toISOString(), night, zone)).toBeNull();
  });
});

test('at noon, within a day', () => {
  expect(quietUntil('2027-06-10T11:00:00.000Z', noon, 'Europe/London')).toBe(
    '2027-06-10T12:30:00.000Z',
  );
  expect(quietUntil('2027-06-10T12:30:00.000Z', noon, 'Europe/London')).toBeNull();
});

test('a night in which the clock is changed ends at seven by the new clock', () => {
  const last = '2027-03-13T23:30:00-05:00';
  expect(quietUntil(last, night, 'America/New_York')).toBe('2027-03-14T11:00:00.000Z');
  const autumn = '2027-11-06T23:30:00-04:00';
  expect(quietUntil(autumn, night, 'America/New_York')).toBe('2027-11-07T12:00:00.000Z');
});

test('an end that comes twice is over after the first', () => {
  const hours = { from: '22:00', to: '01:30' };
  expect(quietUntil('2027-11-07T05:29:00.000Z', hours, 'America/New_York')).toBe(
    '2027-11-07T05:30:00.000Z',
  );
  expect(quietUntil('2027-11-07T06:10:00.000Z', hours, 'America/New_York')).toBeNull();
});

test('property: quiet hours end later than now, and nothing is quiet at their end', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(
      (n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
    );
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/London',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  );
  const instant = fc
    .integer({ min: 0, max: 2_000_000 })
    .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString());
  fc.assert(
    fc.property(instant, time, time, zone, (now, from, to, where) => {
      fc.pre(from !== to);
      const end = quietUntil(now, { from, to }, where);
      if (end === null) return;
      expect(Date.parse(end)).toBeGreaterThan(Date.parse(now));
      expect(Date.parse(end) - Date.parse(now)).toBeLessThanOrEqual(25 * 3_600_000);
      expect(quietUntil(end, { from, to }, where)).toBeNull();
    }),
  );
});
