import { describe, expect, test } from 'vitest';
import { applyDue, applySeriesDue, dayIn, instantIn, noDue } from './due.ts';
import type { Due, DueInput } from './due.ts';

const day: Due = { dueOn: '2026-11-24', dueTime: null, timeZone: null, dueAt: null };
const floating: Due = { ...day, dueTime: '09:30' };
const zoned: Due = { ...floating, timeZone: 'Europe/Moscow', dueAt: '2026-11-24T06:30:00.000Z' };

describe('what an update leaves of a due', () => {
  const table: [string, Due, DueInput, Due | { field: string }][] = [
    ['nothing sent', zoned, {}, zoned],
    [
      'another day keeps time and zone',
      zoned,
      { dueOn: '2026-11-25' },
      { ...zoned, dueOn: '2026-11-25', dueAt: '2026-11-25T06:30:00.000Z' },
    ],
    [
      'another time',
      zoned,
      { dueTime: '10:30' },
      { ...zoned, dueTime: '10:30', dueAt: '2026-11-24T07:30:00.000Z' },
    ],
    [
      'another zone keeps the time on the wall',
      zoned,
      { timeZone: 'UTC' },
      { ...zoned, timeZone: 'UTC', dueAt: '2026-11-24T09:30:00.000Z' },
    ],
    ['only the time cleared keeps the day', zoned, { dueTime: null }, day],
    ['only the zone cleared makes it floating', zoned, { timeZone: null }, floating],
    ['a zone for a floating time', floating, { timeZone: 'Europe/Moscow' }, zoned],
    ['the day cleared clears all', zoned, { dueOn: null }, noDue],
    [
      'all cleared by name',
      zoned,
      { dueOn: null, dueTime: null, timeZone: null, dueAt: null },
      noDue,
    ],
    ['the instant alone cleared clears all', zoned, { dueAt: null }, noDue],
    [
      'a day beside no instant',
      zoned,
      { dueOn: '2026-11-24', dueTime: null, timeZone: null, dueAt: null },
      day,
    ],
    ['a time cleared beside no instant keeps the day', zoned, { dueTime: null, dueAt: null }, day],
    ['a time beside no instant', day, { dueTime: '09:30', dueAt: null }, floating],
    ['a zone cleared beside no instant', zoned, { timeZone: null, dueAt: null }, floating],
    [
      'an instant in the zone that is there',
      zoned,
      { dueAt: '2026-11-24T22:15:00.000Z' },
      { ...zoned, dueOn: '2026-11-25', dueTime: '01:15', dueAt: '2026-11-24T22:15:00.000Z' },
    ],
    [
      'an instant with its zone',
      noDue,
      { dueAt: '2026-11-24T06:30:00.000Z', timeZone: 'Europe/Moscow' },
      zoned,
    ],
    ['an instant with its day and time', noDue, { ...zoned }, zoned],
    [
      'an instant without a zone',
      day,
      { dueAt: '2026-11-24T06:30:00.000Z' },
      { field: 'timeZone' },
    ],
    [
      'an instant with the zone cleared',
      zoned,
      { dueAt: '2026-11-24T06:30:00.000Z', timeZone: null },
      { field: 'timeZone' },
    ],
    ['an instant on another day', noDue, { ...zoned, dueOn: '2026-11-25' }, { field: 'dueOn' }],
    ['an instant at another time', noDue, { ...zoned, dueTime: '09:31' }, { field: 'dueTime' }],
    ['an instant and no time', noDue, { ...zoned, dueTime: null }, { field: 'dueTime' }],
    ['an instant and no day', noDue, { ...zoned, dueOn: null }, { field: 'dueTime' }],
    ['a time without a day', noDue, { dueTime: '09:30' }, { field: 'dueOn' }],
    ['a zone without a day', noDue, { timeZone: 'UTC' }, { field: 'dueOn' }],
    ['a zone without a time', day, { timeZone: 'UTC' }, { field: 'dueTime' }],
    [
      'a zone as its time is cleared',
      zoned,
      { dueTime: null, timeZone: 'UTC' },
      { field: 'dueTime' },
    ],
    [
      'a time as its day is cleared',
      zoned,
      { dueOn: null, dueTime: '09:30' },
      { field: 'dueTime' },
    ],
    [
      'a zone as its day is cleared',
      zoned,
      { dueOn: null, timeZone: 'UTC' },
      { field: 'timeZone' },
    ],
    ['nothing cleared of nothing', noDue, { dueTime: null, timeZone: null }, noDue],
  ];
  test.each(table)('%s', (_, current, input, wanted) => {
    const due = applyDue(current, input);
    if ('field' in wanted) expect(due).toMatchObject(wanted);
    else expect(due).toEqual(wanted);
  });

  test('whatever is sent on whatever was, the four fields agree and what was not sent stays or goes with its ground', () => {
    const values = {
      dueOn: [undefined, null, '2026-03-29'],
      dueTime: [undefined, null, '02:30'],
      timeZone: [undefined, null, 'Europe/Berlin'],
      dueAt: [undefined, null, '2026-03-29T01:30:00.000Z'],
    };
    for (const current of [noDue, day, floating, zoned])
      for (const dueOn of values.dueOn)
        for (const dueTime of values.dueTime)
          for (const timeZone of values.timeZone)
            for (const dueAt of values.dueAt) {
              const input = { dueOn, dueTime, timeZone, dueAt };
              const due = applyDue(current, input);
              if ('field' in due) continue;
              const cell = JSON.stringify({ current, input, due });
              if (due.dueOn === null) expect(due, cell).toEqual(noDue);
              if (due.dueTime === null)
                expect(due, cell).toMatchObject({ timeZone: null, dueAt: null });
              expect(due.dueAt === null, cell).toBe(due.timeZone === null);
              if (dueOn != null) expect(due.dueOn, cell).toBe(dueOn);
              if (dueTime !== undefined) expect(due.dueTime, cell).toBe(dueTime);
              if (timeZone != null) expect(due.timeZone, cell).toBe(timeZone);
            }
  });
});

describe('clocks that jump', () => {
  test.each([
    ['a time in the gap is read an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['a doubled time is the earlier', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['the leap day', '2028-02-29', '12:00', '2028-02-29T11:00:00.000Z'],
  ])('%s', (_, dueOn, dueTime, dueAt) => {
    expect(instantIn(dueOn, dueTime, 'Europe/Berlin')).toBe(dueAt);
    expect(applyDue(noDue, { dueOn, dueTime, timeZone: 'Europe/Berlin' })).toMatchObject({
      dueOn,
      dueTime,
      dueAt,
    });
  });

  test('a day that a zone skipped', () => {
    expect(instantIn('2011-12-30', '12:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
  });

  test('the day of an instant begins when the person says', () => {
    expect(dayIn('2026-11-24T21:30:00.000Z', 'Europe/Moscow')).toBe('2026-11-25');
    expect(dayIn('2026-11-24T21:30:00.000Z', 'Europe/Moscow', '04:00')).toBe('2026-11-24');
    expect(dayIn('2026-11-25T01:00:00.000Z', 'Europe/Moscow', '04:00')).toBe('2026-11-25');
  });
});

describe('applySeriesDue', () => {
  const day: Due = { dueOn: '2026-12-01', dueTime: null, timeZone: 'Asia/Tokyo', dueAt: null };
  const timed: Due = { ...day, dueTime: '09:00', dueAt: '2026-12-01T00:00:00.000Z' };

  test.each<[string, Due, DueInput, Due]>([
    ['nothing leaves it as it is', day, {}, day],
    ['another day keeps the zone', day, { dueOn: '2026-12-02' }, { ...day, dueOn: '2026-12-02' }],
    ['a time is one of the zone', day, { dueTime: '09:00' }, timed],
    ['without a time the zone stays', timed, { dueTime: null }, day],
    ['a zone needs no time', day, { timeZone: 'UTC' }, { ...day, timeZone: 'UTC' }],
    ['no time is floating', timed, { timeZone: null }, timed],
    ['an instant needs no zone', day, { dueAt: '2026-12-01T00:00:00.000Z' }, timed],
    [
      'the given zone is the last choice',
      noDue,
      { dueOn: '2026-12-01' },
      { ...day, timeZone: 'UTC' },
    ],
  ])('%s', (_, current, input, due) => {
    expect(applySeriesDue(current, input, 'UTC')).toEqual(due);
  });

  test.each<[DueInput]>([[{ dueOn: null }], [{ dueAt: null }]])('refuses %j', (input) => {
    expect(applySeriesDue(timed, input, 'UTC')).toMatchObject({ field: 'dueOn' });
  });
});
