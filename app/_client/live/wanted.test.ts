import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGather } from './wanted.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gathering(random = () => 0) {
  const reads: string[][] = [];
  const page = { isSeen: true };
  const gather = createGather({
    read: (all) => void reads.push(all.map(({ what, id }) => `${what} ${id}`)),
    isSeen: () => page.isSeen,
    random,
  });
  return { ...gather, reads, page };
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('a burst of changes asks once, for each thing once', async () => {
  const { want, reads } = gathering();
  for (let n = 0; n < 500; n += 1) want('sections', String(n % 2));
  want('labels', '1');
  await pass(150);
  expect(reads).toEqual([['sections 0', 'sections 1', 'labels 1']]);
  await pass(10_000);
  expect(reads).toHaveLength(1);
});

test('what goes on is read once a second', async () => {
  const { want, reads } = gathering();
  for (let n = 0; n < 30; n += 1) {
    want('projects', '1');
    await pass(100);
  }
  expect(reads.length).toBeLessThanOrEqual(4);
  expect(reads.length).toBeGreaterThan(1);
  await pass(1_000);
  const after = reads.length;
  await pass(10_000);
  expect(reads).toHaveLength(after);
});

test('nobody sees the page: it reads once somebody does', async () => {
  const { want, look, reads, page } = gathering();
  page.isSeen = false;
  want('shown');
  await pass(10_000);
  want('shown');
  expect(reads).toEqual([]);
  page.isSeen = true;
  look();
  await pass(150);
  expect(reads).toEqual([['shown ']]);
});

test('a page that goes out of sight before it reads keeps what was wanted', async () => {
  const { want, look, reads, page } = gathering();
  want('rights');
  page.isSeen = false;
  await pass(1_000);
  expect(reads).toEqual([]);
  page.isSeen = true;
  look();
  await pass(150);
  expect(reads).toEqual([['rights ']]);
});

test('chance makes the first pause longer, so that not all pages ask at once', async () => {
  const { want, reads } = gathering(() => 0.9);
  want('shown');
  await pass(370);
  expect(reads).toEqual([]);
  await pass(10);
  expect(reads).toEqual([['shown ']]);
});
