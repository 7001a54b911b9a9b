import { afterEach, expect, test, vi } from 'vitest';
import type { Completion } from '../store/completed.ts';
import { store } from '../store/page-store.ts';
import { taskId, taskRow, workspaceId } from '../testing/rows.ts';
import { stubServer } from '../testing/stub-server.ts';
import { readCompleted, withNewest, withOlder } from './read-completed.ts';

afterEach(() => vi.unstubAllGlobals());

const one = (n: number): Completion => ({
  taskId: taskId(n),
  completedAt: `2026-11-26T00:00:${String(n).padStart(2, '0')}.000Z`,
  completedBy: null,
  occurrenceOn: null,
  isLast: true,
  stand: '',
});
const page = (from: number, to: number, nextCursor: string | null = null) => ({
  items: Array.from({ length: from - to + 1 }, (_, n) => one(from - n)),
  nextCursor,
});
const numbers = ({ items }: { items: readonly Completion[] }) =>
  items.map(({ completedAt }) => Number(completedAt.slice(17, 19)));

test('pages join without a gap and without one twice', () => {
  const whole = withOlder(page(9, 7, 'a'), page(7, 4));
  expect(numbers(whole)).toEqual([9, 8, 7, 6, 5, 4]);
  expect(whole.nextCursor).toBeNull();
});

test('the newest page stands above what was read below it', () => {
  const joined = withNewest(page(7, 2, 'b'), page(9, 5, 'a'));
  expect(numbers(joined)).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
  expect(joined.nextCursor).toBe('b');
});

test('what was taken back is not in the newest page and goes', () => {
  const newest = { items: [one(9), one(7), one(6)], nextCursor: 'a' };
  expect(numbers(withNewest(page(9, 4, 'b'), newest))).toEqual([9, 7, 6, 5, 4]);
  expect(numbers(withNewest(page(9, 4, 'b'), page(9, 9)))).toEqual([9]);
});

test('where more happened than a page holds, the newest begins anew', () => {
  expect(withNewest(page(4, 1, 'b'), page(9, 7, 'a'))).toEqual(page(9, 7, 'a'));
});

test('a task that was completed again is no place where pages meet', () => {
  const again = { ...one(9), taskId: taskId(4) };
  const newest = { items: [again, one(8), one(7)], nextCursor: 'a' };
  expect(withNewest(page(4, 1, 'b'), newest)).toEqual(newest);
});

test('a page of which nothing is left leads on to the next', async () => {
  const task = taskRow({ id: taskId(1), status: 'done', completedAt: one(1).completedAt });
  const asked = stubServer({
    'task.listCompleted': ({ cursor }: { cursor?: string }) =>
      cursor === 'on'
        ? {
            items: [
              {
                task,
                completedAt: one(1).completedAt,
                completedBy: null,
                occurrenceOn: null,
                isLast: true,
              },
            ],
            nextCursor: null,
          }
        : { items: [], nextCursor: 'on' },
  });
  const read = await readCompleted({ workspaceId });
  expect(read).toMatchObject({ items: [{ taskId: task.id }], nextCursor: null });
  expect(asked).toHaveLength(2);
  expect(store.get('tasks', task.id)).toEqual(task);
});
