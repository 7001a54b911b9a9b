import { expect, test } from 'vitest';
import { asking } from './asking.ts';

test('an answer counts unless one that was asked for later came before it', () => {
  const [first, second, other] = [asking('labels'), asking('labels'), asking('members')];
  expect(second()).toBe(true);
  expect(first()).toBe(false);
  expect(other()).toBe(true);
  const [third, fourth] = [asking('labels'), asking('labels')];
  expect([third(), fourth()]).toEqual([true, true]);
});
