import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Rows } from '../store/rows.ts';
import { createStore } from '../store/store.ts';
import { projectId, projectRow, taskId, taskRow, userId, userRow } from '../testing/rows.ts';
import { openDevice } from './database.ts';
import { dropOwned, dropProject, readOwned } from './device-rows.ts';
import { keepRows } from './keep-rows.ts';

beforeEach(async () => {
  vi.stubGlobal('document', { addEventListener: vi.fn(), removeEventListener: vi.fn() });
  const device = await openDevice();
  for (const table of ['rows', 'owner'] as const) await device.clear(table);
});
afterEach(() => vi.unstubAllGlobals());

/** A page that keeps what its store is told. */
function openPage(kept: Parameters<typeof keepRows>[2] = []) {
  const store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  return { store, keeper: keepRows(store, userId, kept) };
}

const comment = (id: string): Rows['comments'] =>
  ({ id, taskId: taskId(1), body: 'text', version: 1, createdAt: '' }) as Rows['comments'];
const keptIds = async () => (await readOwned())?.rows.map(({ id }) => id).toSorted() ?? null;
/** What the device holds comes to be this. */
const holds = (ids: readonly string[] | null) =>
  vi.waitFor(async () => expect(await keptIds()).toEqual(ids && [...ids].toSorted()));

test('what the server told outlives the page, without what was guessed; what is gone goes', async () => {
  const { store, keeper } = openPage();
  store.put('tasks', [taskRow({ id: taskId(1) }), taskRow({ id: taskId(2) })]);
  const { id } = taskRow({ id: taskId(1) });
  store.addPatch({ table: 'tasks', id, apply: (row) => row && { ...row, title: 'guessed' } });
  await holds([userId, projectId, taskId(1), taskId(2)]);
  const rows = (await readOwned())?.rows.map(({ row }) => row) ?? [];
  expect(rows).toContainEqual(expect.objectContaining({ id: taskId(1), title: 'a task' }));
  store.lose('tasks', taskId(2));
  await holds([userId, projectId, taskId(1)]);
  keeper.stop();
});

test('of a project that is seen no more nothing stays, also not what another page has written', async () => {
  const other = openPage();
  other.store.put('tasks', [taskRow({ id: taskId(1) })]);
  other.store.put('comments', [comment('said')]);
  await holds([userId, projectId, taskId(1), 'said']);
  other.keeper.stop();
  await dropProject(userId, projectId);
  expect(await keptIds()).toEqual([userId]);
});

test('with the session all of it goes, and nothing comes after', async () => {
  const { store, keeper } = openPage();
  await holds([userId, projectId]);
  await keeper.forget();
  store.put('tasks', [taskRow({ id: taskId(1) })]);
  expect(await readOwned()).toBeNull();
  const next = openPage();
  await holds([userId, projectId]);
  next.keeper.stop();
  await dropOwned();
  expect(await readOwned()).toBeNull();
});

test('what the device has already is not written once more', async () => {
  const first = openPage();
  await holds([userId, projectId]);
  first.keeper.stop();
  const kept = (await readOwned())?.rows ?? [];
  const rows = (await openDevice()).transaction('rows', 'readwrite').store;
  await rows.clear();
  const second = openPage(kept);
  second.store.put('tasks', [taskRow({ id: taskId(1) })]);
  await holds([taskId(1)]);
  second.keeper.stop();
});

test('rows of another form are none', async () => {
  const { keeper } = openPage();
  await holds([userId, projectId]);
  keeper.stop();
  const device = await openDevice();
  await device.put('owner', { userId, form: 0, loads: [] }, 'owner');
  expect(await readOwned()).toBeNull();
  expect(await device.count('rows')).toBe(0);
});
