import { afterEach, expect, test, vi } from 'vitest';
import { intended, intentsHere, loadIntents } from '../../_client/intents/late-intents.ts';
import { tryNow } from './try-now.ts';

afterEach(() => vi.unstubAllGlobals());

test('trying again is no change that waits to be saved', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  expect(intentsHere()).toBeNull();
  tryNow();
  expect(intended.get()).toBe(0);
  await loadIntents();
  expect(intended.get()).toBe(0);
});
