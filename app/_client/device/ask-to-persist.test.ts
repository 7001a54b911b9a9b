import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askToPersist } from './ask-to-persist.ts';

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A browser that answers so. @returns how often it was asked */
function stubBrowser(answers: { persisted: boolean; persist: boolean }) {
  const persist = vi.fn(() => Promise.resolve(answers.persist));
  const persisted = () => Promise.resolve(answers.persisted);
  vi.stubGlobal('navigator', { storage: { persist, persisted } });
  return persist;
}

test('it is asked for once, and a refusal is told once', async () => {
  const asked = stubBrowser({ persisted: false, persist: false });
  expect(await askToPersist()).toBe(true);
  expect(await askToPersist()).toBe(false);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('of what is granted nothing is told, and what was granted before is not asked for', async () => {
  const asked = stubBrowser({ persisted: false, persist: true });
  expect(await askToPersist()).toBe(false);
  expect(asked).toHaveBeenCalledTimes(1);
  localStorage.setItem('cairn.persist', '');
  const again = stubBrowser({ persisted: true, persist: false });
  expect(await askToPersist()).toBe(false);
  expect(again).not.toHaveBeenCalled();
});

test('where it cannot be asked, or nothing can be remembered, nobody is told', async () => {
  vi.stubGlobal('navigator', {});
  expect(await askToPersist()).toBe(false);
  const asked = stubBrowser({ persisted: false, persist: false });
  vi.stubGlobal('localStorage', undefined);
  expect(await askToPersist()).toBe(false);
  expect(asked).not.toHaveBeenCalled();
});
