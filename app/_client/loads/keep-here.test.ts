import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readOwner, readSome } from '../device/device-rows.ts';
import { store } from '../store/page-store.ts';
import { isEnding } from '../store/session.ts';
import { projectId, projectRow, userId, userRow } from '../testing/rows.ts';
import { keepHere } from './keep-here.ts';

beforeEach(() =>
  vi.stubGlobal('document', { addEventListener: vi.fn(), removeEventListener: vi.fn() }),
);
afterEach(() => vi.unstubAllGlobals());

const keptIds = async () =>
  (await readOwner()) && (await readSome(userId, null, 10)).map(({ id }) => id).toSorted();
const holds = (ids: readonly string[] | null) =>
  vi.waitFor(async () => expect(await keptIds()).toEqual(ids));

test('who stays after all, for the server could not sign them out, has everything kept again', async () => {
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  const all = [userId, projectId].toSorted();
  const stop = keepHere();
  await holds(all);
  isEnding.set(true);
  await holds(null);
  isEnding.set(false);
  await holds(all);
  stop();
});
