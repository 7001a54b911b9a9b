import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptRow } from '../device/database.ts';
import { projectId, projectRow, reminderRow, taskId, taskRow } from '../testing/rows.ts';
import { userId, userRow, workspaceId } from '../testing/rows.ts';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

const task = (n: number, fields: object = {}): KeptRow => {
  const row = taskRow({ id: taskId(n), ...fields });
  return { userId, table: 'tasks', id: row.id, projectId, row };
};

/** A page of a device that has these tasks beside its person and a project, all of it whole. */
async function openPage(tasks: readonly KeptRow[]) {
  const { writeRows } = await import('../device/device-rows.ts');
  const of = { userId, projectId: '', first: '' };
  const puts: KeptRow[] = [
    { ...of, table: 'users', id: userId, row: userRow() },
    { ...of, projectId, table: 'projects', id: projectId, row: projectRow() },
    ...tasks,
  ];
  const copy = { cursor: 'there', whole: ['a workspace'] };
  await writeRows({ userId, loads: ['boot', 'project 1'], copy }, { puts, deletes: [] });
  const { store } = await import('../store/page-store.ts');
  const { whole } = await import('./whole.ts');
  const { firstPosition } = await import('./position.ts');
  return { store, whole, firstPosition, ...(await import('./restore.ts')) };
}

test('what is needed first comes first, then the rest, and the page goes on from there', async () => {
  const page = await openPage([{ ...task(1), first: '' }, task(2)]);
  expect(await page.restored()).toBe(true);
  expect([...page.store.tables.tasks.rows.keys()]).toEqual([taskId(1)]);
  expect(page.whole.get().size).toBe(0);
  await page.restoredAll();
  expect([...page.store.tables.tasks.rows.keys()]).toEqual([taskId(1), taskId(2)]);
  expect([...page.whole.get()]).toEqual(['a workspace']);
  expect(await page.firstPosition()).toBe('there');
  expect(page.kept.written.size).toBe(4);
});

test('the rest takes the place of nothing that the server has said meanwhile', async () => {
  const page = await openPage([{ ...task(1), first: '' }, task(2), task(3)]);
  const { store } = page;
  await page.restored();
  const all = page.restoredAll();
  // Of the same version: not all that a row says counts it up.
  store.put('users', [{ ...userRow(), isAdmin: true }]);
  store.put('tasks', [taskRow({ id: taskId(2), title: 'another' })]);
  store.tables.projects.prune(() => true, new Set(), Number.POSITIVE_INFINITY);
  store.lose('tasks', taskId(3));
  await all;
  expect(store.get('users', userId)?.isAdmin).toBe(true);
  expect(store.get('tasks', taskId(2))?.title).toBe('another');
  expect(store.get('projects', projectId)).toBeUndefined();
  expect(store.get('tasks', taskId(3))).toBeUndefined();
});

test('what was read before the device was is of later, though of the same version', async () => {
  const page = await openPage([{ ...task(1), first: '' }]);
  const askedAt = page.store.mark();
  await page.restored();
  page.store.put('tasks', [taskRow({ id: taskId(1), commentCount: 1 })], askedAt);
  expect(page.store.get('tasks', taskId(1))?.commentCount).toBe(1);
});

test('reminders come with the rest, and take the place of nothing that was said meanwhile', async () => {
  const reminder = (n: number): KeptRow => {
    const row = reminderRow(n, { taskId: taskId(n) });
    return { userId, table: 'reminders', id: row.id, projectId, row };
  };
  const page = await openPage([{ ...task(1), first: '' }, reminder(1), reminder(2)]);
  await page.restored();
  expect(page.store.tables.reminders.rows.size).toBe(0);
  page.store.put('reminders', [reminderRow(2, { taskId: taskId(2), snoozedUntil: 'then' })]);
  await page.restoredAll();
  expect(
    [...page.store.tables.reminders.rows.values()].map(({ snoozedUntil }) => snoozedUntil),
  ).toEqual(expect.arrayContaining([null, 'then']));
  expect(page.kept.written.size).toBe(5);
});

test('of a workspace that went before the rest was here nothing comes, and nothing stays', async () => {
  const page = await openPage([task(1)]);
  const { forgetWorkspace } = await import('./forget.ts');
  const { readSome } = await import('../device/device-rows.ts');
  await page.restored();
  forgetWorkspace(workspaceId);
  await page.restoredAll();
  expect(page.store.tables.tasks.rows.size).toBe(0);
  const kept = async () => (await readSome(userId, null, 100)).map(({ table }) => table);
  await vi.waitFor(async () => expect(await kept()).toEqual(['users']));
});

test('where the device has nothing the page begins without', async () => {
  const { restored, restoredAll } = await import('./restore.ts');
  expect(await restored()).toBe(false);
  await restoredAll();
  const { store } = await import('../store/page-store.ts');
  expect(store.tables.users.rows.size).toBe(0);
});
