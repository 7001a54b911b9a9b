import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let storage: Map<string, string>;
beforeEach(() => {
  storage = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The page's module, anew: what it knows beside the storage of its tab is gone. */
const openPage = () => {
  vi.resetModules();
  return import('./undo-stack.ts');
};
const made = (groupId: string) => ({ workspaceId: 'w', groupId });

test('what was done can be undone after a reload, the last first, and what was undone redone', async () => {
  const before = await openPage();
  before.remember(made('a'));
  before.gesture(() => {
    before.remember(made('b'));
    before.remember(made('c'));
  });
  before.remember(made('refused'));
  before.forgetMade('refused');
  const after = await openPage();
  const last = after.takeDone();
  expect(last).toEqual({ made: [made('b'), made('c')] });
  after.pushUndone({ made: [made('undo b'), made('undo c')] });
  const later = await openPage();
  expect(later.takeUndone()).toEqual({ made: [made('undo b'), made('undo c')] });
  expect(later.takeDone()).toEqual({ made: [made('a')] });
  expect(later.takeDone()).toBeUndefined();
});

test('what the tab keeps and makes no sense is nothing', async () => {
  storage.set('cairn.undo', '{"done": [');
  expect((await openPage()).takeDone()).toBeUndefined();
});
