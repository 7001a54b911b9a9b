import { expect, test } from 'vitest';
import { bounded } from './bounded.ts';

test('what is done in time is handed on, and the clock is stopped', async () => {
  expect(await bounded('quick', 60, Promise.resolve(7))).toBe(7);
});

test('what is not done in time, or fails, says which step it was', async () => {
  const never = new Promise<never>(() => undefined);
  await expect(bounded('the first rows', 0.01, never)).rejects.toThrow(
    'the first rows: not within 0.01 s',
  );
  const failing = Promise.reject(new Error('the page was closed'));
  await expect(bounded('the first rows', 60, failing)).rejects.toThrow(
    'the first rows: the page was closed',
  );
});
