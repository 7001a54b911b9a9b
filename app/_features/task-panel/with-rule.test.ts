import { expect, test } from 'vitest';
import type { Recurrence } from '../../../server/domain/recurrence/task-series.ts';
import { withRule } from './with-rule.ts';

const present: Recurrence = {
  rrule: 'FREQ=DAILY',
  rdates: ['2026-12-01'],
  exdates: ['2026-12-02'],
  start: '2026-11-01',
  occurrenceOn: '2026-11-26',
  occurrencesDone: 3,
  anchor: 'completion',
  missedPolicy: 'pile-up',
  resetSubtasks: true,
  pausedAt: null,
};

test('another rule keeps the settings, and not the days that belonged to the one before', () => {
  expect(withRule(present, { rrule: 'FREQ=WEEKLY' })).toEqual({
    rrule: 'FREQ=WEEKLY',
    anchor: 'schedule',
    missedPolicy: 'pile-up',
    resetSubtasks: true,
  });
});

test('another setting keeps all else', () => {
  expect(withRule(present, { resetSubtasks: false })).toEqual({
    rrule: 'FREQ=DAILY',
    anchor: 'completion',
    missedPolicy: 'pile-up',
    resetSubtasks: false,
    rdates: ['2026-12-01'],
    exdates: ['2026-12-02'],
  });
  expect(withRule(present, { anchor: 'schedule' })).toMatchObject({ anchor: 'schedule' });
});

test('a first rule is sent alone', () => {
  expect(withRule(null, { rrule: 'FREQ=DAILY' })).toEqual({
    rrule: 'FREQ=DAILY',
    anchor: 'schedule',
  });
});
