import { expect, test } from 'vitest';
import { fitTasks } from './fit-tasks.ts';

test('all that has room is shown, tasks before what comes again', () => {
  expect(fitTasks(['a', 'b'], ['x'], 3)).toEqual({ tasks: ['a', 'b'], again: ['x'], more: 0 });
});

test('where there is more, the last line says how much', () => {
  expect(fitTasks(['a', 'b'], ['x', 'y'], 3)).toEqual({ tasks: ['a', 'b'], again: [], more: 2 });
  expect(fitTasks(['a', 'b'], [], 1)).toEqual({ tasks: [], again: [], more: 2 });
});

test('a line is never taken by a number where the task itself would fit', () => {
  expect(fitTasks(['a', 'b', 'c'], [], 3).more).toBe(0);
});
