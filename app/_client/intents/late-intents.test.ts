import { expect, test } from 'vitest';
import { intend, intentsHere, isIntending, loadIntents } from './late-intents.ts';

test('what is done before the intents are here is done in its order once they are, and later at once', async () => {
  const done: string[] = [];
  expect(intentsHere()).toBeNull();
  intend(() => void done.push('first'));
  intend(({ completeTask }) => void done.push(typeof completeTask));
  expect(done).toEqual([]);
  expect(isIntending()).toBe(true);

  const intents = await loadIntents();
  expect(done).toEqual(['first', 'function']);
  expect(isIntending()).toBe(false);
  expect(intentsHere()).toBe(intents);
  intend(() => void done.push('last'));
  expect(done.at(-1)).toBe('last');
});
