import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { poll } from './poll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks again after an answer and after a failure', async () => {
  const work = vi.fn(async () => Promise.reject(new Error('no answer')));
  work.mockResolvedValueOnce(undefined as never);
  const stop = poll(work, 10);
  await vi.advanceTimersByTimeAsync(35);
  expect(work).toHaveBeenCalledTimes(3);
  stop();
});

it('asks no more once it was stopped, also in the middle of a question', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = vi.fn(() => promise);
  const stop = poll(work, 10);
  await vi.advanceTimersByTimeAsync(15);
  stop();
  resolve();
  await vi.advanceTimersByTimeAsync(100);
  expect(work).toHaveBeenCalledTimes(1);
});
