import { afterEach, expect, test, vi } from 'vitest';
import { isEnding, signedOut } from '../store/session.ts';
import { endSession } from './end-session.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
  isEnding.set(false);
});

test('a page whose person is signed out leaves the session of whoever is here by now alone', async () => {
  const asked = vi.fn(() => Promise.resolve(Response.json({ csrfToken: 'token' })));
  vi.stubGlobal('fetch', asked);
  signedOut.set(true);
  expect(await endSession('drop')).toBe('ended');
  expect(asked).not.toHaveBeenCalled();
  signedOut.set(false);
  expect(await endSession('drop')).toBe('ended');
  expect(asked).toHaveBeenCalledTimes(2);
});

test('what the page hears of the session meanwhile is no news, unless it cannot be ended', async () => {
  const heard: boolean[] = [];
  const stop = isEnding.subscribe(() => void heard.push(isEnding.get()));
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  expect(await endSession('drop')).toBe('failed');
  expect(heard).toEqual([true, false]);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ csrfToken: 'token' })));
  expect(await endSession('drop')).toBe('ended');
  expect(heard).toEqual([true, false, true]);
  stop();
});

test('somebody who stays on the page all the same hears of the session again', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ csrfToken: 'token' })));
  expect(await endSession('drop')).toBe('ended');
  await vi.advanceTimersByTimeAsync(4_990);
  expect(isEnding.get()).toBe(true);
  await vi.advanceTimersByTimeAsync(10);
  expect(isEnding.get()).toBe(false);
  vi.useRealTimers();
});
