import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchors, missedPolicies } from '../enums.ts';
import {
  advanceTask,
  beginSeries,
  hasSameDays,
  isFulfilled,
  nextAfterPause,
  nextAfterSkip,
  settleTask,
} from './task-series.ts';
import type { Recurrence, RepeatSettings } from './task-series.ts';

const settings = (more: Partial<RepeatSettings> = {}): RepeatSettings => ({
  rrule: 'FREQ=DAILY',
  rdates: [],
  exdates: [],
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  resetSubtasks: false,
  ...more,
});
const begun = (more: Partial<RepeatSettings>, start: string) => {
  const recurrence = beginSeries(settings(more), { start });
  if (!recurrence) throw new Error('nothing begins');
  return recurrence;
};
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('beginSeries', () => {
  it('stands at the first day of the rule that is not taken, and has counted nothing', () => {
    const weekly = settings({ rrule: 'FREQ=WEEKLY;BYDAY=MO' });
    const start = '2026-11-25';
    expect(beginSeries(weekly, { start })).toEqual({
      ...weekly,
      start,
      occurrenceOn: '2026-11-30',
      occurrencesDone: 0,
      pausedAt: null,
    });
    expect(beginSeries(weekly, { start, taken: ['2026-11-30'] })).toMatchObject({
      occurrenceOn: '2026-12-07',
      exdates: [],
    });
  });

  it('is null where the rule yields nothing', () => {
    const over = settings({ rrule: 'FREQ=DAILY;UNTIL=20260101' });
    expect(beginSeries(over, { start: '2026-01-02' })).toBeNull();
  });
});

describe('advanceTask', () => {
  it.each([
    ['2026-01-31', '2026-01-31', '2026-01-29', '2026-02-28', '2026-02-26'],
    ['2026-01-31', '2026-02-02', '2026-01-29', '2026-02-28', '2026-02-24'],
    ['2028-01-31', '2028-01-31', null, '2028-02-29', null],
    ['2026-12-31', '2026-12-31', '2027-01-02', '2027-01-31', '2027-02-02'],
  ])(
    'from %s, due on %s and from %s on, to the last day %s and %s',
    (start, dueOn, startOn, next, startsOn) => {
      const recurrence = begun({ rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1' }, start);
      expect(advanceTask({ recurrence, startOn, dueOn }, { completedOn: start })).toEqual({
        occurrenceOn: next,
        dueOn: next,
        startOn: startsOn,
      });
    },
  );

  it('leaves out days that are taken, and ends where nothing is left', () => {
    const task = (rrule: string) => ({
      recurrence: begun({ rrule }, '2026-11-25'),
      startOn: null,
      dueOn: '2026-11-25',
    });
    const done = { completedOn: '2026-11-25', taken: ['2026-11-26'] };
    expect(advanceTask(task('FREQ=DAILY'), done)?.dueOn).toBe('2026-11-27');
    expect(advanceTask(task('FREQ=DAILY;UNTIL=20261126'), done)).toBeNull();
  });

  it.each([
    ['skip', '2026-11-26', '2026-11-26'],
    ['skip', '2026-11-25', '2026-11-26'],
    ['skip', '2026-11-30', '2026-11-30'],
    ['keep-one', '2026-11-26', '2026-11-27'],
    ['pile-up', '2026-11-30', '2026-11-26'],
  ] as const)(
    'with %s, what is of 25 November and done on %s goes to %s',
    (missedPolicy, on, next) => {
      const recurrence = begun({ rrule: 'FREQ=DAILY', missedPolicy }, '2026-11-25');
      const task = { recurrence, startOn: null, dueOn: '2026-11-25' };
      expect(advanceTask(task, { completedOn: on })?.dueOn).toBe(next);
      // By the day that it was moved to it is not missed.
      expect(advanceTask({ ...task, dueOn: '2026-12-05' }, { completedOn: on })?.dueOn).not.toBe(
        on,
      );
    },
  );

  it('always goes to a later day that is not taken, at the same distance, whatever is completed when', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => dayAt('2026-01-01', offset));
    const chosen = fc.record({
      rrule: fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,SA', 'FREQ=MONTHLY;BYMONTHDAY=-1'),
      anchor: fc.constantFrom(...anchors),
      missedPolicy: fc.constantFrom(...missedPolicies),
    });
    const distance = fc.integer({ min: -30, max: 30 });
    fc.assert(
      fc.property(chosen, day, day, distance, fc.array(day), (more, start, on, away, taken) => {
        const recurrence = begun(more, start);
        const { occurrenceOn } = recurrence;
        const dueOn = dayAt(occurrenceOn, away % 7);
        const task = { recurrence, dueOn, startOn: dayAt(dueOn, away) };
        const next = advanceTask(task, { completedOn: on, taken });
        if (!next) throw new Error('it ended');
        expect(next.occurrenceOn > occurrenceOn).toBe(true);
        expect(taken).not.toContain(next.occurrenceOn);
        expect(next.dueOn).toBe(next.occurrenceOn);
        expect(days(next.dueOn, next.startOn ?? '')).toBe(away);
      }),
    );
  });
});

describe('isFulfilled', () => {
  it.each([
    ['completion', 'FREQ=DAILY;COUNT=2', 1, false],
    ['completion', 'FREQ=DAILY;COUNT=2', 2, true],
    ['completion', 'FREQ=DAILY;UNTIL=20261126', 9, false],
    ['schedule', 'FREQ=DAILY;COUNT=2', 2, false],
  ] as const)('by %s %s with %i completed: %s', (anchor, rrule, occurrencesDone, isEnough) => {
    const recurrence = begun({ rrule, anchor }, '2026-11-25');
    expect(isFulfilled({ ...recurrence, occurrencesDone })).toBe(isEnough);
  });
});

/** Mondays from 9 November 2026 on. */
const mondays = (
  more: Partial<Recurrence> = {},
  due: { dueOn?: string; startOn?: string } = {},
) => ({
  recurrence: { ...begun({ rrule: 'FREQ=WEEKLY;BYDAY=MO' }, '2026-11-09'), ...more },
  dueOn: due.dueOn ?? '2026-11-09',
  startOn: due.startOn ?? null,
});
const at = (day: string, startOn: string | null = null) => ({
  occurrenceOn: day,
  dueOn: day,
  startOn,
});

describe('nextAfterSkip', () => {
  it('goes to the next, however late it is, with its start day; nothing is counted', () => {
    const task = mondays({}, { startOn: '2026-11-07' });
    expect(nextAfterSkip(task)).toEqual(at('2026-11-16', '2026-11-14'));
    expect(nextAfterSkip(task, ['2026-11-16'])?.dueOn).toBe('2026-11-23');
  });

  it.each([
    ['schedule', null],
    ['completion', '2026-11-16'],
  ] as const)('by %s of the last that COUNT allows goes to %s', (anchor, next) => {
    const task = mondays({ rrule: 'FREQ=WEEKLY;COUNT=1;BYDAY=MO', anchor });
    expect(nextAfterSkip(task)?.dueOn ?? null).toBe(next);
  });
});

describe('nextAfterPause', () => {
  it.each([
    ['2026-11-09', '2026-11-09', null],
    ['2026-11-10', '2026-11-09', '2026-11-16'],
    ['2026-11-16', '2026-11-09', '2026-11-16'],
    ['2026-11-17', '2026-11-09', '2026-11-23'],
    ['2026-11-12', '2026-11-13', null],
    ['2026-11-14', '2026-11-13', '2026-11-16'],
    ['2026-11-09', '2026-11-02', null],
  ])('on %s, due on %s: %s', (today, dueOn, next) => {
    expect(nextAfterPause(mondays({}, { dueOn }), { today })?.dueOn ?? null).toBe(next);
  });

  it('stays where nothing is left', () => {
    const ended = mondays({ rrule: 'FREQ=WEEKLY;UNTIL=20261116;BYDAY=MO' });
    expect(nextAfterPause(ended, { today: '2026-11-16' })?.dueOn).toBe('2026-11-16');
    expect(nextAfterPause(ended, { today: '2026-11-17' })).toBeNull();
  });
});

describe('settleTask', () => {
  const skip = { missedPolicy: 'skip' } as const;

  it('leaves behind what was missed, and goes on at the first day from today on', () => {
    expect(settleTask(mondays(skip), { today: '2026-11-26' })).toEqual({
      next: at('2026-11-30'),
      missed: ['2026-11-09', '2026-11-16', '2026-11-23'],
      moreMissed: 0,
    });
    expect(settleTask(mondays(skip), { today: '2026-11-16' })).toMatchObject({
      next: at('2026-11-16'),
      missed: ['2026-11-09'],
    });
    const ended = mondays({ ...skip, rrule: 'FREQ=WEEKLY;UNTIL=20261116;BYDAY=MO' });
    expect(settleTask(ended, { today: '2026-11-17' })?.next).toBeNull();
  });

  it.each([
    ['on its day', '2026-11-09', skip, {}],
    ['moved to a later day', '2026-11-13', skip, { dueOn: '2026-11-13' }],
    ['moved to an earlier day', '2026-11-09', skip, { dueOn: '2026-11-02' }],
    ['while it is paused', '2026-11-26', { ...skip, pausedAt: '2026-11-10T00:00:00.000Z' }, {}],
    ['with keep-one', '2026-11-26', {}, {}],
    ['with pile-up', '2026-11-26', { missedPolicy: 'pile-up' as const }, {}],
  ])('misses nothing %s', (_, today, series, due) => {
    expect(settleTask(mondays(series, due), { today })).toBeNull();
  });

  it('is settled then: the same day misses nothing more', () => {
    const offset = fc.integer({ min: 0, max: 200 });
    const rrule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,SA', 'FREQ=MONTHLY');
    const chosen = fc.record({ rrule, anchor: fc.constantFrom(...anchors) });
    fc.assert(
      fc.property(chosen, offset, offset, (more, start, later) => {
        const recurrence = begun({ ...more, ...skip }, dayAt('2026-01-01', start));
        const task = { recurrence, dueOn: recurrence.occurrenceOn, startOn: null };
        const today = dayAt('2026-01-01', start + later);
        const settled = settleTask(task, { today });
        expect(settled === null).toBe(recurrence.occurrenceOn >= today);
        if (!settled?.next) return;
        expect(settled.next.dueOn >= today).toBe(true);
        expect(settled.missed.every((day) => day < today)).toBe(true);
        const after = { ...recurrence, occurrenceOn: settled.next.occurrenceOn };
        expect(settleTask({ ...settled.next, recurrence: after }, { today })).toBeNull();
      }),
    );
  });
});

describe('hasSameDays', () => {
  it('looks at the rule and its days, and at nothing else', () => {
    const present = begun({ rdates: ['2026-11-30'] }, '2026-11-25');
    const same = settings({ rdates: ['2026-11-30'], missedPolicy: 'skip', resetSubtasks: true });
    expect(hasSameDays(present, same)).toBe(true);
    expect(hasSameDays(present, settings())).toBe(false);
    expect(hasSameDays(present, settings({ exdates: ['2026-11-30'] }))).toBe(false);
    expect(hasSameDays(null, settings())).toBe(false);
  });
});

function dayAt(day: string, offset: number): string {
  return new Date(Date.parse(day) + offset * 86_400_000).toISOString().slice(0, 10);
}
