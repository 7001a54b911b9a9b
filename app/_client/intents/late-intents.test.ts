import { expect, test } from 'vitest';
import { intend, intended, intentsHere, loadIntents } from './late-intents.ts';

test('what is done before the intents are here is done in its order once they are, and later at once', async () => {
  const done: string[] = [];
  expect(intentsHere()).toBeNull();
  intend(() => void done.push('first'));
  intend(({ completeTask }) => void done.push(typeof completeTask));
  expect(done).toEqual([]);
  expect(intended.get()).toBe(2);

  const intents = await loadIntents();
  expect(done).toEqual(['first', 'function']);
  expect(intended.get()).toBe(0);
  expect(intentsHere()).toBe(intents);
  intend(() => void done.push('last'));
  expect(done.at(-1)).toBe('last');
});
