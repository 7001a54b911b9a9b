import { describe, expect, test } from 'vitest';
import { taskId, taskRow, userRow, workspaceId, projectRow } from '../testing/rows.ts';
import { selectHot } from './hot.ts';
import { inPlan } from './plan-order.ts';
import { planRowOf } from './rows.ts';
import { createStore } from './store.ts';

const day = '2026-11-26';

/** A store in which tasks 1 to 6 are due, each a day after the one before, and the last two on the day. */
function openStore() {
  const store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  const dues = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', day, day];
  store.put(
    'tasks',
    dues.map((dueOn, n) => taskRow({ id: taskId(n + 1), dueOn })),
  );
  return store;
}
const plan = (n: number, order: string, version = 1) =>
  planRowOf({ workspaceId, taskId: taskId(n), order, version });

describe('Today', () => {
  test('has what is planned first, part by part, and the rest in the order of time', () => {
    const store = openStore();
    const hot = selectHot(store, day);
    expect(inPlan(store, hot)).toBe(hot);
    store.put('plans', [plan(3, 'a1'), plan(2, 'Zz'), plan(6, 'a0')]);
    const { overdue, today } = inPlan(store, hot);
    expect(overdue).toEqual([2, 3, 1, 4].map(taskId));
    expect(today).toEqual([6, 5].map(taskId));
  });

  test('a row of the plan hides nothing of its task, and an older one does not come back', () => {
    const store = openStore();
    store.put('tasks', [taskRow({ id: taskId(9), parentId: taskId(1), dueOn: day })]);
    store.put('plans', [plan(1, 'a0', 3)]);
    store.tables.plans.bury(plan(1, 'a0').id, 4);
    store.put('plans', [plan(1, 'a0', 3)]);
    expect(store.tables.plans.rows.size).toBe(0);
    expect(store.get('tasks', taskId(9))).toBeDefined();
    store.put('plans', [plan(1, 'a5', 5)]);
    expect(inPlan(store, selectHot(store, day)).overdue[0]).toBe(taskId(1));
  });
});
