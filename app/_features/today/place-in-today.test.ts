import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { selectHot } from '../../_client/store/hot.ts';
import { store } from '../../_client/store/page-store.ts';
import { inPlan } from '../../_client/store/plan-order.ts';
import { projectRow, taskId, taskRow, userRow } from '../../_client/testing/rows.ts';
import { flatPart } from '../task-list/use-outline.ts';
import { placeInToday } from './place-in-today.ts';

const day = '2030-01-07';
beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => undefined)));
afterEach(() => vi.unstubAllGlobals());

test('steps made before the script is here are said and done one after another once it is', async () => {
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  const tasks = [1, 2, 3, 4].map((n) => taskRow({ id: taskId(n), dueOn: day }));
  store.put('tasks', tasks);
  const today = () => inPlan(store, selectHot(store, day)).today;
  const [first] = tasks;
  const part = flatPart('today', today());
  const said: unknown[] = [];
  const down = () => {
    const put = first && placeInToday({ part, title: 'Today', day }, [first]);
    put?.({ by: 1 }, ({ position, size }) => void said.push([position, size]));
  };
  down();
  down();
  down();
  expect(said).toEqual([]);

  await loadIntents();
  expect(today()).toEqual([2, 3, 4, 1].map(taskId));
  expect(said).toEqual([
    [2, 4],
    [3, 4],
    [4, 4],
  ]);
});
