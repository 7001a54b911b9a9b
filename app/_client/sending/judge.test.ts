import { expect, test } from 'vitest';
import { opId, taskId, userId, workspaceId } from '../testing/rows.ts';
import { CallError } from './call-error.ts';
import { judge } from './judge.ts';
import type { KeptOp } from './op-log.ts';

const now = '2026-11-26T00:00:00.000Z';
const about = { userId, contract: 1, madeAt: now };
const create: KeptOp = {
  ...about,
  opId: opId(1),
  procedure: 'task.create',
  input: { workspaceId, id: taskId(1), title: 'Water' },
};
const place = (n: number, ...tasks: number[]): KeptOp => ({
  ...about,
  opId: opId(n),
  procedure: 'plan.place',
  input: { workspaceId, places: tasks.map((task) => ({ taskId: taskId(task), order: 'a0' })) },
});

test('of a drop in Today only the place of a task that was not made is lost', () => {
  const error = new CallError('FORBIDDEN', 'no');
  const ops = [create, place(2, 2, 1, 3), place(3, 1), place(4, 2)];
  const { refused, changed } = judge(ops, [{ opId: create.opId, error }], now);
  expect(changed).toEqual([place(2, 2, 3)]);
  expect(refused.map((one) => one.ops)).toEqual([[create, place(3, 1)]]);
});
