import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { expectLoaded, keepLoaded, loadedNames, loadOf, rereadShown } from './loads.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Something shown whose reading takes so many milliseconds. */
function shown(name: string, takes: number) {
  const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, takes)));
  const stop = keepLoaded(name, work);
  const comeBackAfter = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    rereadShown();
    await vi.advanceTimersByTimeAsync(takes);
  };
  return { work, stop, comeBackAfter };
}

test('what is shown is read again when the person comes back', async () => {
  const { work, stop, comeBackAfter } = shown('small', 50);
  await comeBackAfter(1_000);
  expect(work).toHaveBeenCalledTimes(1);
  await comeBackAfter(6_000);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
});

test('what takes long to read is read again more seldom, unless it must be', async () => {
  const { work, stop, comeBackAfter } = shown('large', 4_000);
  await comeBackAfter(20_000);
  expect(work).toHaveBeenCalledTimes(1);
  await comeBackAfter(60_000);
  expect(work).toHaveBeenCalledTimes(2);
  rereadShown({ force: true });
  expect(work).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(4_000);
  stop();
});

test('what must be read again while it is being read is read once more after that', async () => {
  const { work, stop } = shown('busy', 100);
  rereadShown({ force: true });
  rereadShown({ force: true });
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
});

test('what must be read again is so too where it is not shown: once it is', async () => {
  const { work, stop } = shown('hidden', 50);
  await vi.advanceTimersByTimeAsync(50);
  stop();
  rereadShown({ force: true, only: /^other/ });
  keepLoaded('hidden', work)();
  expect(work).toHaveBeenCalledTimes(1);
  rereadShown({ force: true });
  expect(work).toHaveBeenCalledTimes(1);
  keepLoaded('hidden', work)();
  expect(work).toHaveBeenCalledTimes(2);
  // Its answer was asked for before this.
  rereadShown({ force: true });
  await vi.advanceTimersByTimeAsync(50);
  expect(work).toHaveBeenCalledTimes(2);
  keepLoaded('hidden', work)();
  expect(work).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(50);
});

test('what no row on the device has is not said to be there, nor believed of a device that says so', async () => {
  const names = ['project p', 'answered w due blocked:yes', 'reminders t'];
  const stops = names.map((name) => keepLoaded(name, () => Promise.resolve()));
  await vi.advanceTimersByTimeAsync(0);
  expect(loadedNames()).toContain('project p');
  expect(loadedNames().filter((name) => /^(answered|reminders)/.test(name))).toEqual([]);
  for (const stop of stops) stop();
  expectLoaded(['project q', 'answered w due blocked:no']);
  const statusOf = (name: string) => loadOf(name, () => Promise.resolve()).get().status;
  expect(statusOf('project q')).toBe('ready');
  expect(statusOf('answered w due blocked:no')).toBe('loading');
});
