import { expect, test } from 'vitest';
import { beginSeries } from '../../../server/domain/recurrence/task-series.ts';
import { ghostsOf } from './ghosts-of.ts';

const june = { weeks: [], from: '2026-06-01', before: '2026-06-15' };

function repeating(id: string, rrule: string, dueOn: string) {
  const manner = { anchor: 'schedule', missedPolicy: 'keep-one', resetSubtasks: false } as const;
  const chosen = { rrule, rdates: [], exdates: [], ...manner };
  return { id, dueOn, status: 'open', recurrence: beginSeries(chosen, { start: dueOn }) } as const;
}

test('what repeats comes again on the shown days after today, and once on the day of its due', () => {
  const plants = repeating('plants', 'FREQ=WEEKLY', '2026-05-27');
  const post = repeating('post', 'FREQ=DAILY;COUNT=3', '2026-06-09');
  const once = { id: 'once', dueOn: '2026-06-04', status: 'open', recurrence: null } as const;
  const done = { ...repeating('done', 'FREQ=DAILY', '2026-06-01'), status: 'done' } as const;
  expect([...ghostsOf([plants, post, once, done], june, '2026-06-04')]).toEqual([
    ['2026-06-10', ['plants', 'post']],
    ['2026-06-11', ['post']],
  ]);
});

test('one that was moved is not said on the day to which it went', () => {
  const moved = { ...repeating('plants', 'FREQ=DAILY;COUNT=3', '2026-06-05'), dueOn: '2026-06-06' };
  expect([...ghostsOf([moved], june, '2026-06-01').keys()]).toEqual(['2026-06-07']);
});
