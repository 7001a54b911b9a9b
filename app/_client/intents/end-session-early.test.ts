import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { workspaceId } from '../testing/rows.ts';

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The modules of a page whose intents have not come. */
const page = async () => ({
  ...(await import('./late-intents.ts')),
  ...(await import('./end-session.ts')),
});

test('what waits for its script is not saved: signing out waits for it, and counts it', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const { intend, intentsHere, unsavedHere } = await page();
  intend(({ addLabel }) => void addLabel(workspaceId, { name: 'Home' }));
  expect(intentsHere()).toBeNull();
  expect(await unsavedHere()).toBe(1);
  expect(intentsHere()).not.toBeNull();
});

test('so is what the device keeps and this page has not looked at yet', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const { unsavedHere } = await page();
  const { outbox } = await import('../sending/sync.ts');
  const look = vi.spyOn(outbox, 'look');
  await unsavedHere();
  expect(look).toHaveBeenCalledOnce();
});

test('who goes without it leaves nothing that is done after they went', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ csrfToken: 'token' })));
  const { endSession, intend, intended, loadIntents } = await page();
  const done: string[] = [];
  intend(() => void done.push('late'));
  expect(await endSession('drop')).toBe('ended');
  expect(intended.get()).toBe(0);
  await loadIntents();
  expect(done).toEqual([]);
});
