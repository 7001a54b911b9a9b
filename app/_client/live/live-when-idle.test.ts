import { afterEach, expect, test, vi } from 'vitest';
import { bootState } from '../loads/boot.ts';
import { liveWhenIdle } from './live-when-idle.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a start that fails is tried again, until the page is over', async () => {
  vi.useFakeTimers();
  const start = vi.fn(function fail() {
    throw new Error('no channel');
  });
  vi.stubGlobal('BroadcastChannel', start);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const over = new AbortController();
  bootState.set({ status: 'ready', error: null });
  liveWhenIdle(over.signal);
  await vi.advanceTimersByTimeAsync(2_010);
  expect(start).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(start).toHaveBeenCalledTimes(2);
  over.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(start).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
