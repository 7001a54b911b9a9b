import { expect, test } from 'vitest';
import { projectRow, taskId, taskRow, userId, userRow } from '../testing/rows.ts';
import { isHeldBack } from './held-back.ts';
import { selectHot } from './hot.ts';
import { createStore } from './store.ts';

const today = '2026-11-26';
const free = { today, isBlocked: false };

test.each([
  ['starts tomorrow', { startOn: '2026-11-27' }, true],
  ['starts today', { startOn: today }, false],
  ['started', { startOn: '2026-11-25' }, false],
  ['has no start', {}, false],
  ['is done', { startOn: '2026-11-27', status: 'done' as const }, false],
])('a task that %s', (_, fields, isBack) => {
  expect(isHeldBack(taskRow({ id: taskId(1), ...fields }), free)).toBe(isBack);
});

test('what another blocks is held back, until it is done', () => {
  const blocked = { today, isBlocked: true };
  expect(isHeldBack(taskRow({ id: taskId(1) }), blocked)).toBe(true);
  expect(isHeldBack(taskRow({ id: taskId(1), status: 'cancelled' }), blocked)).toBe(false);
});

test('while today is not known nothing is held back', () => {
  const task = taskRow({ id: taskId(1), startOn: '2026-11-27' });
  expect(isHeldBack(task, { ...free, today: '' })).toBe(false);
});

test('what is held back is not in Today', () => {
  const store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  const due = { dueOn: today, createdBy: userId };
  store.put('tasks', [
    taskRow({ id: taskId(1), ...due }),
    taskRow({ id: taskId(2), ...due, startOn: '2026-11-27' }),
    taskRow({ id: taskId(3), priority: 3, createdBy: userId, startOn: '2026-11-27' }),
  ]);
  expect(selectHot(store, today)).toEqual({ overdue: [], today: [taskId(1)], urgent: [] });
});
