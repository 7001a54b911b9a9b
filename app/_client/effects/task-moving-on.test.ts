import { beforeAll, expect, test } from 'vitest';
import type { Recurrence } from '../../../server/domain/recurrence/task-series.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { selectHot } from '../store/hot.ts';
import { projectRow, taskId, taskRow, userRow, workspaceId } from '../testing/rows.ts';
import { createWorld } from '../testing/world.ts';
import { loadRepeats } from './late-repeats.ts';

beforeAll(loadRepeats);

const then = '2026-01-01T00:00:00.000Z';
const mondays: Recurrence = {
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  rdates: [],
  exdates: [],
  start: '2025-12-22',
  occurrenceOn: '2025-12-29',
  occurrencesDone: 1,
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  resetSubtasks: false,
  pausedAt: null,
};

/** A page at midnight UTC that begins 2 January 2026, a Friday, with a task that is due each Monday. */
function open(series: Partial<Recurrence> = {}, fields: Partial<TaskOutput> = {}) {
  const world = createWorld({});
  world.start();
  world.store.put('users', [userRow()]);
  world.store.put('projects', [projectRow()]);
  const recurrence = { ...mondays, ...series };
  const due = { dueOn: recurrence.occurrenceOn, timeZone: 'UTC' };
  const child = { id: taskId(2), parentId: taskId(1), status: 'done', completedAt: then } as const;
  world.store.put('tasks', [
    taskRow({ id: taskId(1), ...due, recurrence, ...fields }),
    taskRow(child),
  ]);
  const get = (n = 1) => world.store.get('tasks', taskId(n));
  const overdue = () => selectHot(world.store, '2026-01-02').overdue;
  return { outbox: world.outbox, get, overdue };
}

const ref = { workspaceId, taskId: taskId(1) };

test('leaving an occurrence out shows the next at once, and counts nothing', () => {
  const { outbox, get } = open({}, { dueTime: '09:30', startOn: '2025-12-28' });
  outbox.run('task.skip', { ...ref, occurrenceOn: '2025-12-29' });
  expect(get()).toMatchObject({
    status: 'open',
    dueOn: '2026-01-05',
    dueTime: '09:30',
    timeZone: 'UTC',
    startOn: '2026-01-04',
    recurrence: { occurrenceOn: '2026-01-05', occurrencesDone: 1 },
  });
  expect(get(2)?.status).toBe('done');
});

test('an occurrence that is not the present one is not left out', () => {
  const { outbox, get } = open();
  outbox.run('task.skip', { ...ref, occurrenceOn: '2025-12-22' });
  expect(get()?.dueOn).toBe('2025-12-29');
});

test('after the last one that is left out the task is cancelled', () => {
  const { outbox, get } = open({ rrule: 'FREQ=WEEKLY;UNTIL=20251229;BYDAY=MO' });
  outbox.run('task.skip', { ...ref, occurrenceOn: '2025-12-29' });
  expect(get()).toMatchObject({ status: 'cancelled', dueOn: '2025-12-29' });
});

test('subtasks are opened again where they are reset', () => {
  const { outbox, get } = open({ resetSubtasks: true });
  outbox.run('task.skip', { ...ref, occurrenceOn: '2025-12-29' });
  expect(get(2)?.status).toBe('open');
});

test('a pause stands from its first moment on, and ends at the first day from today on', () => {
  const { outbox, get, overdue } = open();
  expect(overdue()).toEqual([taskId(1)]);
  outbox.run('task.pause', ref);
  expect(overdue()).toEqual([]);
  const { pausedAt } = get()?.recurrence ?? {};
  expect(pausedAt).toEqual(expect.any(String));
  outbox.run('task.pause', ref);
  expect(get()).toMatchObject({ dueOn: '2025-12-29', recurrence: { pausedAt } });
  outbox.run('task.resume', ref);
  expect(get()).toMatchObject({
    dueOn: '2026-01-05',
    recurrence: { pausedAt: null, occurrenceOn: '2026-01-05', occurrencesDone: 1 },
  });
});

test('a task that is not paused, or stands at a day to come, stays where it is', () => {
  const late = open();
  late.outbox.run('task.resume', ref);
  expect(late.get()?.dueOn).toBe('2025-12-29');
  const early = open({ occurrenceOn: '2026-01-12', pausedAt: then });
  early.outbox.run('task.resume', ref);
  expect(early.get()).toMatchObject({ dueOn: '2026-01-12', recurrence: { pausedAt: null } });
});
