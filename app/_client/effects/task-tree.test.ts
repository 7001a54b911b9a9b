import { describe, expect, it } from 'vitest';
import { createStore } from '../store/store.ts';
import { taskId, taskRow } from '../testing/rows.ts';
import { topmost, withOpenBelow } from './task-tree.ts';

const task = (n: number, parent: number | null, status: 'open' | 'done' = 'open') =>
  taskRow({ id: taskId(n), parentId: parent === null ? null : taskId(parent), status });

/** 1 > 2 > 3, 2 > 4 (done), and 5 beside. */
const tree = [task(1, null), task(2, 1), task(3, 2), task(4, 2, 'done'), task(5, null)];
const store = createStore();
store.put('tasks', tree);
const chosen = (...ns: number[]) => ns.map((n) => store.get('tasks', taskId(n))!);
const ids = (tasks: { id: string }[]) => tasks.map(({ id }) => Number(id.slice(-3)));

describe('a selection', () => {
  it('is deleted and moved by its topmost tasks, which take along what is below', () => {
    expect(ids(topmost(store, chosen(1, 2, 3, 5)))).toEqual([1, 5]);
    expect(ids(topmost(store, chosen(3, 5)))).toEqual([3, 5]);
    expect(ids(topmost(store, chosen(1, 3)))).toEqual([1]);
  });

  it('is closed with all that is open below it, each once and after what is below', () => {
    expect(ids(withOpenBelow(store, chosen(1, 2)))).toEqual([3, 2, 1]);
    expect(ids(withOpenBelow(store, chosen(3, 1)))).toEqual([3, 2, 1]);
    expect(ids(withOpenBelow(store, chosen(4, 5)))).toEqual([5, 4]);
  });
});
