import { expect, test } from 'vitest';
import { notificationRow } from '../testing/notifications.ts';
import { markedRead, withNewest, withOlder } from './join-notified.ts';
import type { Notified } from './notified.ts';

const rows = (...all: number[]) => all.map((n) => notificationRow(n));
const was: Notified = {
  status: 'ready',
  items: rows(5, 4, 3, 2),
  unread: 9,
  nextCursor: 'below 2',
};
const numbers = ({ items }: Notified) => items.map(({ task }) => task.number);

test('what is new goes on top, what was read further down stays', () => {
  const page = { items: rows(6, 5, 4), unread: 10, nextCursor: 'below 4' };
  const next = withNewest(was, page);
  expect(numbers(next)).toEqual([6, 5, 4, 3, 2]);
  expect(next).toMatchObject({ status: 'ready', unread: 10, nextCursor: 'below 2' });
});

test('what is not told any more goes, and where all was told nothing else is there', () => {
  expect(numbers(withNewest(was, { items: rows(6, 4), unread: 2, nextCursor: 'below 4' }))).toEqual(
    [6, 4, 3, 2],
  );
  expect(numbers(withNewest(was, { items: rows(6), unread: 1, nextCursor: null }))).toEqual([6]);
  expect(numbers(withNewest(was, { items: [], unread: 0, nextCursor: null }))).toEqual([]);
});

test('all read elsewhere is read here, also further down', () => {
  const items = rows(5, 4).map((one) => ({ ...one, readAt: one.createdAt }));
  const next = withNewest(was, { items, unread: 0, nextCursor: 'below 4' });
  expect(numbers(next)).toEqual([5, 4, 3, 2]);
  expect(next.items.every(({ readAt }) => readAt !== null)).toBe(true);
});

test('what is older goes below, each once', () => {
  const next = withOlder(was, { items: rows(2, 1), unread: 9, nextCursor: null });
  expect(numbers(next)).toEqual([5, 4, 3, 2, 1]);
  expect(next.nextCursor).toBeNull();
});

test('marking counts what was unread, each once', () => {
  const at = '2026-02-01T00:00:00.000Z';
  const [five, four] = was.items.map(({ id }) => id);
  const one = markedRead(was, [five!], at);
  expect(one.unread).toBe(8);
  expect(markedRead(one, [five!], at)).toBe(one);
  expect(markedRead(one, [five!, four!], at).unread).toBe(7);
  const all = markedRead(one, null, at);
  expect(all.unread).toBe(0);
  expect(all.items.every(({ readAt }) => readAt === at)).toBe(true);
});
