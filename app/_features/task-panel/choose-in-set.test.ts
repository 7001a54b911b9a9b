import { expect, test } from 'vitest';
import { taskId, taskRow } from '../../_client/testing/rows.ts';
import { chooseInSet, pickInSet } from './choose-in-set.ts';

const [all, some, none] = ['l1', 'l2', 'l3'] as const;
const tasks = [
  taskRow({ id: taskId(1), labelIds: [all, some] as readonly string[] as never[] }),
  taskRow({ id: taskId(2), labelIds: [all] as readonly string[] as never[] }),
];

function pick(id: string) {
  const edits: unknown[] = [];
  pickInSet(tasks, {
    field: 'labelIds',
    id,
    onEdit: (changed, edit) => void edits.push([changed.map((task) => task.id), edit]),
  });
  return edits;
}

test('what all have is chosen, what only some have is between', () => {
  expect(chooseInSet(tasks, 'labelIds')).toEqual({ chosen: [all], mixed: [some] });
  expect(chooseInSet([], 'labelIds')).toEqual({ chosen: [], mixed: [] });
});

test('picking gives it to those who lack it, and takes it away where all have it', () => {
  expect(pick(none)).toEqual([[[taskId(1), taskId(2)], { add: { labelIds: [none] } }]]);
  expect(pick(some)).toEqual([[[taskId(2)], { add: { labelIds: [some] } }]]);
  expect(pick(all)).toEqual([[[taskId(1), taskId(2)], { remove: { labelIds: [all] } }]]);
});
