import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inComposer, mostKept } from '../store/coming-files.ts';
import type { KeptFile } from '../store/coming-files.ts';
import { opId, taskId, workspaceId } from '../testing/rows.ts';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

/** A page's modules, anew: what it knows beside the device is gone. */
const openPage = async () => {
  vi.resetModules();
  const { openDevice } = await import('./database.ts');
  const { wipeDevice } = await import('./wipe-device.ts');
  const { withStorage } = await import('../storage.ts');
  return { openDevice, wipeDevice, withStorage, ...(await import('./device-files.ts')) };
};

const fileOf = (id: string, fields: Partial<KeptFile> = {}): KeptFile => ({
  id,
  userId: 'ada',
  tab: 'a tab',
  workspaceId,
  taskId: taskId(1),
  commentId: null,
  name: `${id}.txt`,
  size: 3,
  madeAt: 0,
  sending: null,
  isSent: false,
  problem: null,
  ...fields,
});
const text = (bytes: Blob | null | undefined) => bytes?.text();

test('an earlier version’s changes, refusals and rows are still there, and files have a place', async () => {
  const before = await openDB('cairn', 2, {
    upgrade(db) {
      db.createObjectStore('leases');
      const ops = db.createObjectStore('ops', { keyPath: 'at', autoIncrement: true });
      ops.createIndex('user', 'userId');
      ops.createIndex('op', 'opId');
      db.createObjectStore('refusals', { keyPath: 'id' }).createIndex('user', 'userId');
      const rows = db.createObjectStore('rows', { keyPath: ['userId', 'table', 'id'] });
      rows.createIndex('project', ['userId', 'projectId']);
      db.createObjectStore('owner');
    },
  });
  await before.add('ops', { opId: opId(1), userId: 'ada' });
  await before.put('refusals', { id: opId(2), userId: 'ada' });
  await before.put('rows', {
    userId: 'ada',
    table: 'tasks',
    id: taskId(1),
    projectId: '',
    row: {},
  });
  await before.put('owner', { userId: 'ada', form: 1, loads: [] }, 'owner');
  before.close();
  const { openDevice, keepFile, listFiles } = await openPage();
  const device = await openDevice();
  for (const store of ['ops', 'refusals', 'rows', 'owner'] as const)
    expect([store, await device.count(store)]).toEqual([store, 1]);
  expect(await keepFile(fileOf('one'), new Blob(['one']))).toBe(true);
  expect(await listFiles('ada')).toHaveLength(1);
});

test('what an earlier version was sending is taken over, with its bytes', async () => {
  const earlier = await openDB('cairn-files', 1, {
    upgrade: (db) => void db.createObjectStore('coming', { keyPath: 'id' }),
  });
  const { id, userId, commentId } = fileOf('old');
  const file = new File(['old'], 'old.txt');
  const where = { workspaceId, taskId: taskId(1), commentId };
  await earlier.put('coming', { id, userId, tab: 'x', at: 7, url: null, file, ...where });
  earlier.close();
  const { takeEarlier, listFiles, readBytes } = await openPage();
  await takeEarlier();
  await takeEarlier();
  const [kept] = await listFiles('ada');
  expect(kept).toMatchObject({ id: 'old', name: 'old.txt', size: 3, madeAt: 7, sending: null });
  expect(await text(await readBytes('old'))).toBe('old');
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['cairn']);
});

test('files outlive the page as they were given, each person’s own', async () => {
  const step = fc.record({
    kind: fc.constantFrom('keep', 'change', 'drop', 'reload'),
    id: fc.constantFrom('a', 'b', 'c'),
    userId: fc.constantFrom('ada', 'bob'),
    said: fc.string({ maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      vi.stubGlobal('indexedDB', new IDBFactory());
      let page = await openPage();
      const model = new Map<string, { file: KeptFile; said: string }>();
      for (const [madeAt, { kind, id, userId, said }] of steps.entries()) {
        const known = model.get(id);
        if (kind === 'reload') page = await openPage();
        else if (kind === 'drop') {
          model.delete(id);
          await page.dropFiles([id]);
        } else if (kind === 'change') {
          if (known) model.set(id, { ...known, file: { ...known.file, name: said } });
          await page.changeKept(id, { name: said });
        } else if (!known) {
          const file = fileOf(id, { userId, madeAt });
          model.set(id, { file, said });
          await page.keepFile(file, new Blob([said]));
        }
      }
      for (const who of ['ada', 'bob']) {
        const expected = [...model.values()].filter(({ file }) => file.userId === who);
        const kept = await page.listFiles(who);
        expect(kept).toEqual(expected.map(({ file }) => file));
        for (const { file, said } of expected)
          expect(await text(await page.readBytes(file.id))).toBe(said);
      }
    }),
    { numRuns: 50 },
  );
});

test('there is an end to what is kept, whosever it is, and room again once something went', async () => {
  const { keepFile, dropFiles, listFiles, readBytes } = await openPage();
  const half = { size: mostKept / 2 };
  expect(await keepFile(fileOf('one', half), new Blob(['one']))).toBe(true);
  expect(await keepFile(fileOf('two', { ...half, userId: 'bob' }), new Blob(['two']))).toBe(true);
  expect(await keepFile(fileOf('three', { size: 1 }), new Blob(['3']))).toBe(false);
  expect(await listFiles('ada')).toHaveLength(1);
  expect(await readBytes('three')).toBeUndefined();
  // Kept once more it takes no more room.
  expect(await keepFile(fileOf('one', half), new Blob(['one']))).toBe(true);
  await dropFiles(['two']);
  expect(await keepFile(fileOf('three', { size: 1 }), new Blob(['3']))).toBe(true);
});

test('what waits is counted over all persons, but not what a comment is still being written for', async () => {
  const { openDevice, keepFile, countWaiting } = await openPage();
  const device = await openDevice();
  await device.add('ops', { opId: opId(1), userId: 'ada' } as never);
  await device.put('refusals', { id: opId(2), userId: 'bob' } as never);
  await keepFile(fileOf('one'), new Blob(['one']));
  await keepFile(fileOf('two', { commentId: inComposer }), new Blob(['two']));
  expect(await countWaiting()).toBe(3);
});

test('a device that is forgotten keeps nothing, also where another page holds its storage', async () => {
  const stored = new Map([
    ['cairn.theme', 'dark'],
    ['another', 'stays'],
  ]);
  const storage = {
    ...Object.fromEntries(stored),
    removeItem: (key: string) => stored.delete(key),
    setItem: (key: string, text: string) => stored.set(key, text),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
  const gone: string[] = [];
  const take = (name: string) => Promise.resolve(gone.push(name) > 0);
  vi.stubGlobal('caches', { keys: () => Promise.resolve(['cairn 1']), delete: take });
  const worker = { unregister: () => take('worker') };
  const serviceWorker = { getRegistrations: () => Promise.resolve([worker]) };
  vi.stubGlobal('navigator', { serviceWorker });
  // It closes for nobody, as a page that sleeps.
  const { keepFile } = await openPage();
  await keepFile(fileOf('one'), new Blob(['one']));
  const asleep = await openDB('cairn');
  const { wipeDevice, withStorage, openDevice: leaving } = await openPage();
  await leaving();
  const wiped = wipeDevice();
  // What the page does on its way out, as noting where one was, leaves nothing behind.
  withStorage('localStorage', (storage) => storage.setItem('cairn.late', 'a trace'));
  await wiped;
  expect([...stored.keys()]).toEqual(['another']);
  expect(gone.toSorted()).toEqual(['cairn 1', 'worker']);
  for (const name of asleep.objectStoreNames)
    expect([name, await asleep.count(name)]).toEqual([name, 0]);
  asleep.close();
  await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
  // Nor does a page make one that is still on its way out, or that only looks.
  await expect(leaving()).rejects.toThrow('keeps nothing');
  expect(await (await openPage()).countWaiting()).toBe(0);
  expect(await indexedDB.databases()).toEqual([]);
});
