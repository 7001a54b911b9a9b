import { afterEach, expect, test, vi } from 'vitest';
import { recallImport, rememberImport } from './known-import.ts';

afterEach(() => vi.unstubAllGlobals());

test('an import is remembered for the person who looked at it alone', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  });
  const known = { importId: 'an-id', order: null };
  rememberImport('ada', known);
  expect(recallImport('ada')).toEqual(known);
  expect(recallImport('bob')).toBeNull();
  rememberImport('bob', null);
  expect(recallImport('ada')).toEqual(known);
  rememberImport('ada', null);
  expect(recallImport('ada')).toBeNull();
});
