import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRest } from './rest.ts';
import type { Rest } from './rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long a pause lasts, in milliseconds. */
async function lengthOf(rest: Rest, atLeast?: number): Promise<number> {
  const from = Date.now();
  const ended = rest.pause(atLeast).then(() => Date.now() - from);
  await vi.advanceTimersToNextTimerAsync();
  return ended;
}

test('pauses double up to fifteen seconds, and are short again once something worked', async () => {
  const rest = createRest(() => 1);
  const lengths: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) lengths.push(await lengthOf(rest));
  expect(lengths).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  rest.reset();
  expect(await lengthOf(rest)).toBe(500);
});

test('chance makes them shorter, by half at most, and never shorter than asked for', async () => {
  const rest = createRest(() => 0);
  expect(await lengthOf(rest)).toBe(250);
  expect(await lengthOf(rest, 3000)).toBe(3000);
});

test('a pause can be ended, and then nothing is left of it', async () => {
  const rest = createRest();
  const paused = rest.pause();
  rest.wake();
  await paused;
  expect(vi.getTimerCount()).toBe(0);
  rest.wake();
});
