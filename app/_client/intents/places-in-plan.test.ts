import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ranksBetween } from '../../../server/domain/rank.ts';
import type { Planned } from '../store/plan-order.ts';
import { placesFor } from './places-in-plan.ts';
import type { PlanPlace } from './places-in-plan.ts';

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
