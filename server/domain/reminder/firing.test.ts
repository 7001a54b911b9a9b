import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noDue } from '../due.ts';
import type { Due } from '../due.ts';
import { firingOf } from './firing.ts';
import type { ReminderWhen } from './firing.ts';

const zones = [
  'America/New_York',
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
] as const;

const at = (dueOn: string, dueTime: string | null = null, timeZone: string | null = null): Due => ({
  dueOn,
  dueTime,
  timeZone,
  dueAt: null,
});
const before = (minutesBefore: number, time = '09:00'): ReminderWhen => ({
  kind: 'relative',
  minutesBefore,
  time,
});
const local = (day: string, time: string, timeZone: string | null = null): ReminderWhen => ({
  kind: 'local',
  day,
  time,
  timeZone,
});
const day = 24 * 60;

describe('an instant', () => {
  test.each(zones)('is itself, whoever asks: %s', (zone) => {
    const instant = '2027-03-14T07:30:00.000Z';
    expect(firingOf({ kind: 'instant', at: instant }, noDue, zone)).toBe(instant);
  });
});

describe('a time on the wall', () => {
  test.each([
    ['America/New_York', '2027-01-10T14:00:00.000Z'],
    ['Europe/London', '2027-01-10T09:00:00.000Z'],
    ['Asia/Kathmandu', '2027-01-10T03:15:00.000Z'],
    ['Australia/Lord_Howe', '2027-01-09T22:00:00.000Z'],
  ])('floats into %s', (zone, instant) => {
    expect(firingOf(local('2027-01-10', '09:00'), noDue, zone)).toBe(instant);
    // One that has a zone is the same for everybody.
    expect(firingOf(local('2027-01-10', '09:00', 'Europe/Moscow'), noDue, zone)).toBe(
      '2027-01-10T06:00:00.000Z',
    );
  });

  test.each([
    [
      'America/New_York',
      'does not exist: 03:30',
      '2027-03-14',
      '02:30',
      '2027-03-14T07:30:00.000Z',
    ],
    [
      'America/New_York',
      'comes twice: the first',
      '2027-11-07',
      '01:30',
      '2027-11-07T05:30:00.000Z',
    ],
    ['Europe/London', 'does not exist: 02:30', '2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'],
    ['Europe/London', 'comes twice: the first', '2027-10-31', '01:30', '2027-10-31T00:30:00.000Z'],
    ['Asia/Kathmandu', 'is never changed', '2027-03-28', '01:30', '2027-03-27T19:45:00.000Z'],
    // The clock there goes by half an hour.
    [
      'Australia/Lord_Howe',
      'does not exist: 02:45',
      '2027-10-03',
      '02:15',
      '2027-10-02T15:45:00.000Z',
    ],
    [
      'Australia/Lord_Howe',
      'comes twice: the first',
      '2027-04-04',
      '01:45',
      '2027-04-03T14:45:00.000Z',
    ],
    // That day was left out whole.
    ['Pacific/Apia', 'is a day later', '2011-12-30', '09:00', '2011-12-30T19:00:00.000Z'],
  ])('%s: %s', (zone, _, on, time, instant) => {
    expect(firingOf(local(on, time), noDue, zone)).toBe(instant);
  });
});

describe('before a due', () => {
  test('that there is none: never', () => {
    expect(firingOf(before(0), noDue, 'Europe/London')).toBeNull();
  });

  test.each([
    ['America/New_York', '2027-01-10T14:00:00.000Z', '2027-01-09T14:00:00.000Z'],
    ['Europe/London', '2027-01-10T09:00:00.000Z', '2027-01-09T09:00:00.000Z'],
    ['Asia/Kathmandu', '2027-01-10T03:15:00.000Z', '2027-01-09T03:15:00.000Z'],
    ['Australia/Lord_Howe', '2027-01-09T22:00:00.000Z', '2027-01-08T22:00:00.000Z'],
  ])('without a time: nine o’clock, in the person’s zone (%s)', (zone, same, earlier) => {
    expect(firingOf(before(0), at('2027-01-10'), zone)).toBe(same);
    expect(firingOf(before(day), at('2027-01-10'), zone)).toBe(earlier);
    // A task that repeats has a zone without a time: the day is the person's all the same.
    expect(firingOf(before(0), at('2027-01-10', null, 'Pacific/Auckland'), zone)).toBe(same);
  });

  test.each([
    ['floating', null, '2027-06-10T16:45:00.000Z'],
    ['in a zone', 'Asia/Kathmandu', '2027-06-10T07:00:00.000Z'],
  ])('with a time, %s: so many minutes, exactly', (_, timeZone, instant) => {
    expect(firingOf(before(15), at('2027-06-10', '13:00', timeZone), 'America/New_York')).toBe(
      instant,
    );
  });

  test.each([
    ['America/New_York', '2027-03-14', '2027-03-13T14:00:00.000Z'],
    ['America/New_York', '2027-11-07', '2027-11-06T13:00:00.000Z'],
    ['Europe/London', '2027-03-28', '2027-03-27T09:00:00.000Z'],
    ['Europe/London', '2027-10-31', '2027-10-30T08:00:00.000Z'],
    ['Australia/Lord_Howe', '2027-10-03', '2027-10-01T22:30:00.000Z'],
    ['Asia/Kathmandu', '2027-03-28', '2027-03-27T03:15:00.000Z'],
  ])(
    'a day before 9:00 is 9:00, though the clock is changed between (%s, %s)',
    (zone, on, instant) => {
      expect(firingOf(before(day), at(on), zone)).toBe(instant);
      expect(firingOf(before(day), at(on, '09:00', zone), 'UTC')).toBe(instant);
    },
  );

  test('two hours before, over the change: two hours that passed', () => {
    const due = at('2027-03-14', '03:30', 'America/New_York');
    expect(firingOf(before(120), due, 'UTC')).toBe('2027-03-14T05:30:00.000Z');
    const missing = at('2027-03-14', '02:30', 'America/New_York');
    expect(firingOf(before(0), missing, 'UTC')).toBe('2027-03-14T07:30:00.000Z');
  });
});

test('property: a longer time before is never later, and minutes below a day are exact', () => {
  const anyDay = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const anyTime = fc
    .integer({ min: 0, max: day - 1 })
    .map(
      (n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
    );
  const minutes = fc.integer({ min: 0, max: 5 * day });
  const ms = (text: string | null) => Date.parse(text ?? '');
  fc.assert(
    fc.property(
      anyDay,
      anyTime,
      fc.constantFrom(...zones),
      minutes,
      minutes,
      (on, time, zone, a, b) => {
        const due = at(on, time, zone);
        const due0 = ms(firingOf(before(0), due, 'UTC'));
        const short = Math.min(a, day - 1);
        expect(due0 - ms(firingOf(before(short), due, 'UTC'))).toBe(short * 60_000);
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        // A change of the clock moves the day before by an hour at the most.
        const gain =
          ms(firingOf(before(less), due, 'UTC')) - ms(firingOf(before(more), due, 'UTC'));
        expect(gain).toBeGreaterThanOrEqual((more - less) * 60_000 - 3_600_000);
        expect(gain).toBeLessThanOrEqual((more - less) * 60_000 + 3_600_000);
      },
    ),
  );
});
