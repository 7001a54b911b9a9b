import { expect, test, vi } from 'vitest';
import { untilHere } from './until-here.ts';

test('what does not come is asked for again until it does', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const coming = untilHere(async () => {
    asked += 1;
    if (asked < 3) throw new Error('no network');
    return 'here';
  });
  await vi.runAllTimersAsync();
  expect(await coming).toBe('here');
  expect(asked).toBe(3);
  vi.useRealTimers();
});
