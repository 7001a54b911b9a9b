import { expect, test } from 'vitest';
import { createLoad } from './load.ts';

const limits = { most: 3, mostLate: 1, wait: 200, lag: 100 };

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

test('fewer where calls have come to take long, until they are quick again', () => {
  let time = 0;
  const load = createLoad(
    limits,
    () => 0,
    () => time,
  );
  const serve = (took: number) => {
    const leave = load.enter();
    time += took;
    leave();
  };
  for (let call = 0; call < 50; call += 1) serve(100);
  const leave = load.enter();
  expect(load.isFull()).toBe(false);
  leave();
  for (let call = 0; call < 50; call += 1) serve(300);
  expect(load.isFull()).toBe(false);
  const last = load.enter();
  expect(load.isFull()).toBe(true);
  for (let call = 0; call < 50; call += 1) serve(10);
  expect(load.isFull()).toBe(false);
  last();
});
