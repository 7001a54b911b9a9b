import { expect, test } from 'vitest';
import { createLoad } from './load.ts';

const limits = { most: 3, mostLate: 1, lag: 100 };

test('so many are worked on at once, and one that ends makes room for one', () => {
  const load = createLoad(limits, () => 0);
  const leave = [load.enter(), load.enter()];
  expect(load.isFull()).toBe(false);
  leave.push(load.enter());
  expect(load.isFull()).toBe(true);
  leave[0]?.();
  leave[0]?.();
  expect(load.isFull()).toBe(false);
  load.enter();
  expect(load.isFull()).toBe(true);
});

test('fewer where the process is late, and an idle one takes a call however late it was', () => {
  let late = 101;
  const load = createLoad(limits, () => late);
  expect(load.isFull()).toBe(false);
  load.enter();
  expect(load.isFull()).toBe(true);
  late = 100;
  expect(load.isFull()).toBe(false);
});
