import { expect, test } from 'vitest';
import { createStore } from '../store/store.ts';
import { planRowId, planRowOf } from '../store/rows.ts';
import type { Patch } from '../store/rows.ts';
import { opId, taskId, workspaceId } from '../testing/rows.ts';
import type { Landing } from './effect.ts';
import { planEffects } from './plans.ts';

const now = '2026-11-26T00:00:00.000Z';
const at = { workspaceId, opId: opId(1) };

test('a place shows at once, is the server’s with its answer, and goes when it is cleared', async () => {
  const store = createStore();
  const scene = { store, now };
  const order = (n: number) => store.get('plans', planRowId(taskId(n)))?.order;
  const shown: Patch[] = [];
  const take = (patches: readonly Patch[]) => {
    for (const patch of patches) store.addPatch(patch);
    shown.push(...patches);
  };
  const drop = () => {
    for (const patch of shown.splice(0)) store.removePatch(patch);
  };
  const landing: Landing = { ...scene, touched: [], refresh: () => Promise.resolve() };

  const input = { ...at, places: [{ taskId: taskId(1), order: 'a0' }, { taskId: taskId(2) }] };
  take(planEffects['plan.place'].plan(scene, input));
  expect([order(1), order(2)]).toEqual(['a0', undefined]);
  const items = [1, 2].map((n) => ({
    workspaceId,
    taskId: taskId(n),
    order: `a${n}`,
    version: 7,
  }));
  await planEffects['plan.place'].land(landing, { items }, input);
  drop();
  expect([order(1), order(2)]).toEqual(['a1', 'a2']);

  const cleared = { ...at, taskIds: [taskId(1)] };
  take(planEffects['plan.clear'].plan(scene, cleared));
  expect([order(1), order(2)]).toEqual([undefined, 'a2']);
  await planEffects['plan.clear'].land(
    landing,
    { workspaceId, taskIds: [taskId(1)], version: 8 },
    cleared,
  );
  drop();
  store.put('plans', items.map(planRowOf));
  expect([order(1), order(2)]).toEqual([undefined, 'a2']);
});
