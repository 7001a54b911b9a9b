import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ranksBetween } from '../../../server/domain/rank.ts';
import { taskId, taskRow, userRow, workspaceId, projectRow } from '../testing/rows.ts';
import { selectHot } from './hot.ts';
import { inPlan, placesFor } from './plan-order.ts';
import type { Planned, PlanPlace } from './plan-order.ts';
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

/** As the page sorts a part: `rows` stand in the order of time. */
function shown(rows: readonly Planned[]): Planned[] {
  return rows.toSorted((a, b) => {
    if (a.order === null || b.order === null)
      return Number(a.order === null) - Number(b.order === null);
    return a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1;
  });
}

function after(rows: readonly Planned[], places: readonly PlanPlace[]): Planned[] {
  const orders = new Map(places.map(({ taskId: id, order }) => [id, order]));
  const ids = new Set(rows.map(({ id }) => id));
  const come = places.filter(({ taskId: id }) => !ids.has(id));
  return [
    ...rows.map((row) => ({ ...row, order: orders.get(row.id) ?? row.order })),
    ...come.map(({ taskId: id, order }) => ({ id, order })),
  ];
}

const keys = ranksBetween(null, null, 6);
/** A part in the order of time: of some rows two devices made the same key. */
const part = fc
  .array(fc.option(fc.constantFrom(...keys), { nil: null }), { minLength: 1, maxLength: 12 })
  .map((orders) => orders.map((order, n) => ({ id: `t${String(n).padStart(2, '0')}`, order })));
const drop = fc.record({
  rows: part,
  moved: fc.uniqueArray(fc.nat({ max: 13 }), { minLength: 1, maxLength: 5 }),
  before: fc.option(fc.nat({ max: 12 }), { nil: null }),
});

type Drop = typeof drop extends fc.Arbitrary<infer T> ? T : never;

/** What is seen after a drop, and what was dropped where. */
function play({ rows, moved, before }: Drop, place = placesFor) {
  const seen = shown(rows);
  // From the thirteenth on they come from another part.
  const ids = moved.map((n) => seen[n]?.id ?? `x${n}`);
  const target = before === null ? null : (seen[before]?.id ?? null);
  const places = place(seen, ids, target);
  const index = target === null ? seen.length : seen.findIndex(({ id }) => id === target);
  const rest = (some: readonly Planned[]) =>
    some.map(({ id }) => id).filter((id) => !ids.includes(id));
  const wanted = [...rest(seen.slice(0, index)), ...ids, ...rest(seen.slice(index))];
  return { places, wanted, got: shown(after(rows, places)).map(({ id }) => id) };
}

describe('what is dropped', () => {
  test('stands where it was dropped, and all else as it was seen', () => {
    fc.assert(
      fc.property(drop, (one) => {
        const { wanted, got } = play(one);
        expect(got).toEqual(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the control: keys for the dropped alone are caught', () => {
    const alone: typeof placesFor = (rows, moved, before) =>
      placesFor(rows, moved, before).filter(({ taskId: id }) => moved.includes(id));
    const run = () =>
      fc.assert(fc.property(drop, (one) => expect(play(one, alone).got).toEqual(play(one).wanted)));
    expect(run).toThrow(/Property failed/);
  });

  test('changes no more keys than it must', () => {
    const [k0 = '', k1 = '', k2 = ''] = keys;
    const rows = [
      { id: 'a', order: k0 },
      { id: 'b', order: k1 },
      { id: 'c', order: k2 },
      { id: 'd', order: null },
      { id: 'e', order: null },
    ];
    const named = (moved: string[], before: string | null) =>
      placesFor(rows, moved, before).map(({ taskId: id }) => id);
    expect(named(['c'], 'b')).toEqual(['c']);
    expect(named(['a'], 'd')).toEqual(['a']);
    expect(named(['e'], 'a')).toEqual(['e']);
    expect(named(['a'], 'e')).toEqual(['d', 'a']);
    expect(named(['a'], null)).toEqual(['d', 'e', 'a']);
    expect(named(['b'], 'b')).toEqual([]);
    expect(named(['b'], 'c')).toEqual([]);
    expect(named(['e'], null)).toEqual([]);
  });
});
