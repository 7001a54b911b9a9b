import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetTab, keepTabFor } from './tab-memory.ts';

/** As browsers have it: what is kept stands as fields. */
class Kept {
  [key: string]: unknown;
}
Object.assign(Kept.prototype, {
  getItem(this: Kept, key: string) {
    return Object.hasOwn(this, key) ? this[key] : null;
  },
  setItem(this: Kept, key: string, text: string) {
    this[key] = text;
  },
  removeItem(this: Kept, key: string) {
    delete this[key];
  },
});

const kept = () => Object.fromEntries(Object.entries(sessionStorage));

beforeEach(() => void vi.stubGlobal('sessionStorage', new Kept()));
afterEach(() => vi.unstubAllGlobals());

test('drafts stay over a reload for the same person, and go with another or at signing out', () => {
  sessionStorage.setItem('other', 'not ours');
  keepTabFor('ada');
  sessionStorage.setItem('cairn.draft.notes', 'half a thought');
  keepTabFor('ada');
  expect(sessionStorage.getItem('cairn.draft.notes')).toBe('half a thought');
  keepTabFor('bob');
  expect(kept()).toEqual({ other: 'not ours', 'cairn.user': 'bob' });
  forgetTab();
  expect(kept()).toEqual({ other: 'not ours' });
});

test('a browser that refuses storage is no fault', () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect(() => keepTabFor('ada')).not.toThrow();
});
