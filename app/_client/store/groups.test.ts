import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGroups } from './groups.ts';

type Row = { id: string; version: number; group: number; order: number };

const compare = (a: Row, b: Row) => a.order - b.order || Number(a.id) - Number(b.id);
const change = fc.record({
  id: fc.nat(60),
  group: fc.nat(2),
  order: fc.nat(20),
  isGone: fc.boolean(),
});
const turn = fc.record({ changes: fc.array(change, { maxLength: 50 }), looks: fc.boolean() });

test('rows stand in their order, whether one comes or many at once, looked at in between or not', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
      const rows = new Map<string, Row>();
      const groups = createGroups<Row>({ keysOf: ({ group }) => [String(group)], compare });
      const expectSorted = () => {
        for (const group of [0, 1, 2]) {
          const own = [...rows.values()].filter((row) => row.group === group).toSorted(compare);
          expect(groups.ids(String(group))).toEqual(own.map(({ id }) => id));
        }
      };
      for (const { changes, looks } of turns) {
        for (const { id, isGone, ...fields } of changes) {
          const before = rows.get(String(id));
          const after = isGone ? undefined : { id: String(id), version: 1, ...fields };
          groups.apply(before, after);
          if (after) rows.set(after.id, after);
          else rows.delete(String(id));
        }
        if (looks) expectSorted();
      }
      expectSorted();
    }),
  );
});
