import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrencesAhead } from './ahead.ts';
import { advanceTask, beginSeries } from './task-series.ts';
import type { Recurrence } from './task-series.ts';

const settings = {
  rrule: 'FREQ=DAILY',
  rdates: [],
  exdates: [],
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  resetSubtasks: false,
} as const;

function series(change: Partial<Recurrence>, start = '2026-11-26'): Recurrence {
  const chosen = { ...settings, rdates: [], exdates: [], ...change };
  return { ...beginSeries(chosen, { start })!, ...change };
}

describe('occurrencesAhead', () => {
  const week = { from: '2026-11-30', before: '2026-12-07' };

  it('tells the days of a span, without those before it and the present one', () => {
    expect(occurrencesAhead(series({ rrule: 'FREQ=WEEKLY;BYDAY=MO,FR' }), week)).toEqual([
      '2026-11-30',
      '2026-12-04',
    ]);
    const here = series({ rrule: 'FREQ=DAILY' }, '2026-12-05');
    expect(occurrencesAhead(here, week)).toEqual(['2026-12-06']);
    expect(occurrencesAhead(series({}, '2027-01-01'), week)).toEqual([]);
  });

  it('knows what was left out, what was added, and the end', () => {
    const exdates = ['2026-12-01'];
    const rdates = ['2026-12-06'];
    const until = series({ rrule: 'FREQ=DAILY;UNTIL=20261203', exdates, rdates });
    expect(occurrencesAhead(until, week)).toEqual([
      '2026-11-30',
      '2026-12-02',
      '2026-12-03',
      '2026-12-06',
    ]);
    expect(occurrencesAhead(series({ rrule: 'FREQ=DAILY;COUNT=6' }), week)).toEqual([
      '2026-11-30',
      '2026-12-01',
    ]);
  });

  it('tells nothing while it is paused', () => {
    expect(occurrencesAhead(series({ pausedAt: '2026-11-26T10:00:00Z' }), week)).toEqual([]);
  });

  it('ends for a rule by completion however far the span is', () => {
    const far = { from: '2099-01-01', before: '2099-02-01' };
    expect(occurrencesAhead(series({ anchor: 'completion' }), far)).toEqual([]);
  });

  it('is what completing each on its day goes through', () => {
    const rules = ['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'FREQ=MONTHLY'];
    const anchors = ['schedule', 'completion'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.constantFrom(...anchors),
        fc.option(fc.integer({ min: 1, max: 20 })),
        (rule, anchor, count) => {
          const rrule = count === null ? rule : `${rule};COUNT=${count}`;
          const first = series({ rrule, anchor });
          const span = { from: '2026-11-01', before: '2027-03-01' };
          const walked: string[] = [];
          let task = { recurrence: first, startOn: null, dueOn: first.occurrenceOn };
          for (;;) {
            const next = advanceTask(task, { completedOn: task.recurrence.occurrenceOn });
            if (next === null || next.occurrenceOn >= span.before) break;
            walked.push(next.occurrenceOn);
            const occurrencesDone = task.recurrence.occurrencesDone + 1;
            const recurrence = { ...task.recurrence, occurrenceOn: next.occurrenceOn };
            task = { ...task, dueOn: next.dueOn, recurrence: { ...recurrence, occurrencesDone } };
          }
          expect(occurrencesAhead(first, span)).toEqual(walked);
        },
      ),
    );
  });
});
