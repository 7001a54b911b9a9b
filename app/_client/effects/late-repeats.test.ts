import { expect, test } from 'vitest';
import type { Recurrence } from '../../../server/domain/recurrence/task-series.ts';
import { projectRow, taskId, taskRow, userRow, workspaceId } from '../testing/rows.ts';
import { createWorld } from '../testing/world.ts';
import { loadRepeats, repeatRules } from './late-repeats.ts';

test('until the rules of repeats are here nothing is guessed of a completed occurrence', async () => {
  const world = createWorld({});
  world.start();
  world.store.put('users', [userRow()]);
  world.store.put('projects', [projectRow()]);
  const recurrence: Recurrence = {
    rrule: 'FREQ=DAILY',
    rdates: [],
    exdates: [],
    start: '2026-01-01',
    occurrenceOn: '2026-01-05',
    occurrencesDone: 0,
    anchor: 'schedule',
    missedPolicy: 'keep-one',
    resetSubtasks: false,
    pausedAt: null,
  };
  for (const n of [1, 2])
    world.store.put('tasks', [
      taskRow({ id: taskId(n), dueOn: '2026-01-05', timeZone: 'UTC', recurrence }),
    ]);
  const complete = (n: number) => {
    const input = { workspaceId, taskId: taskId(n), occurrenceOn: '2026-01-05' };
    world.outbox.run('task.complete', input);
    return world.store.get('tasks', taskId(n));
  };
  expect(repeatRules()).toBeNull();
  expect(complete(1)).toMatchObject({ status: 'open', dueOn: '2026-01-05' });
  await loadRepeats();
  expect(complete(2)).toMatchObject({ status: 'open', dueOn: '2026-01-06' });
});
