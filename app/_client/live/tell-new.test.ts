import { expect, test } from 'vitest';
import { notificationRow } from '../testing/notifications.ts';
import { createTellNew } from './tell-new.ts';

function page() {
  const told: number[][] = [];
  const take = createTellNew((fresh) => void told.push(fresh.map(({ task }) => task.number)));
  return { told, take };
}
const rows = (...all: number[]) => all.map((n) => notificationRow(n));

test('what was there at first is not said, what comes is, once', () => {
  const { told, take } = page();
  take(rows(2, 1), true);
  take(rows(2, 1), true);
  take(rows(4, 3, 2), true);
  take(rows(4, 3, 2), true);
  expect(told).toEqual([[4, 3]]);
});

test('the first of all is said too, where there was none', () => {
  const { told, take } = page();
  take([], true);
  take(rows(1), true);
  expect(told).toEqual([[1]]);
});

test('what comes while nobody sees the page is said once somebody does, unless it was read by then', () => {
  const { told, take } = page();
  take([], true);
  take(rows(2, 1), false);
  expect(told).toEqual([]);
  take([notificationRow(2), notificationRow(1, { readAt: '2026-01-01T00:05:00.000Z' })], true);
  expect(told).toEqual([[2]]);
});

test('what slides up because a newer one went is not new', () => {
  const { told, take } = page();
  take(rows(5, 4), true);
  take(rows(4, 3), true);
  take(rows(6, 3), true);
  expect(told).toEqual([[6]]);
});
