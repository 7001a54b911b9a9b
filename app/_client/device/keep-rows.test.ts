import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Rows } from '../store/rows.ts';
import { createStore } from '../store/store.ts';
import {
  projectId,
  projectRow,
  reminderRow,
  taskId,
  taskRow,
  userId,
  userRow,
  workspaceId,
} from '../testing/rows.ts';
import { openDevice } from './database.ts';
import { dropOwned, dropProject, readFirst, readOwner, readSome } from './device-rows.ts';
import type { KeptRow } from './database.ts';
import { keepRows } from './keep-rows.ts';
import { standing } from '../loads/position.ts';

beforeEach(async () => {
  vi.stubGlobal('document', { addEventListener: vi.fn(), removeEventListener: vi.fn() });
  const device = await openDevice();
  for (const table of ['rows', 'owner'] as const) await device.clear(table);
});
afterEach(() => vi.unstubAllGlobals());

/** A page that keeps what its store is told. */
function openPage(kept: readonly KeptRow[] = []) {
  const store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
  const written = new Map(kept.map(({ table, id, row }) => [`${table} ${id}`, row]));
  return { store, keeper: keepRows(store, userId, { written, copy: null }) };
}

/** All that the device has, in pieces. */
async function readOwned() {
  const owner = await readOwner();
  if (!owner) return null;
  const rows: KeptRow[] = [];
  for (let some = await readSome(owner.userId, null, 2); some.length > 0;) {
    rows.push(...some);
    some = await readSome(owner.userId, some.at(-1) ?? null, 2);
  }
  return { owner, rows };
}

const comment = (id: string): Rows['comments'] =>
  ({ id, taskId: taskId(1), body: 'text', version: 1, createdAt: '' }) as Rows['comments'];
const relation = (id: string, from: number, to: number) =>
  ({
    id,
    workspaceId,
    fromTaskId: taskId(from),
    toTaskId: taskId(to),
    kind: 'blocks',
    version: 1,
    createdAt: '',
  }) as Rows['relations'];
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

test('a relation is kept while both of its tasks are in sight', async () => {
  const { store, keeper } = openPage();
  const tasks = [1, 2, 3].map((n) => taskRow({ id: taskId(n) }));
  store.put('tasks', tasks);
  store.put('relations', [relation('r', 1, 2), relation('s', 3, 1)]);
  const ids = tasks.map(({ id }) => id as string);
  await holds([userId, projectId, ...ids, 'r', 's']);
  store.tables.tasks.bury(taskId(2), 5);
  await holds([userId, projectId, taskId(1), taskId(3), 's']);
  store.put('tasks', [taskRow({ id: taskId(2), version: 6 })]);
  await holds([userId, projectId, ...ids, 'r', 's']);
  store.lose('tasks', taskId(3));
  await holds([userId, projectId, taskId(1), taskId(2), 'r']);
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

test('what hangs from a task that moved stays where the project goes that it came from', async () => {
  const { store, keeper } = openPage();
  const other = projectRow({ id: 'other' as Rows['projects']['id'] });
  store.put('projects', [other]);
  store.put('tasks', [taskRow({ id: taskId(1) }), taskRow({ id: taskId(2) })]);
  store.put('comments', [comment('said')]);
  store.put('relations', [relation('r', 1, 2)]);
  store.put('reminders', [reminderRow(1)]);
  const hanging = ['said', 'r', reminderRow(1).id];
  await holds([userId, projectId, 'other', taskId(1), taskId(2), ...hanging]);
  const moved = [1, 2].map((n) => taskRow({ id: taskId(n), projectId: other.id, version: 2 }));
  store.put('tasks', moved);
  await vi.waitFor(async () => {
    const { rows = [] } = (await readOwned()) ?? {};
    expect(rows.filter(({ table }) => table === 'tasks').map((one) => one.projectId)).toEqual([
      'other',
      'other',
    ]);
  });
  await dropProject(userId, projectId);
  expect(await keptIds()).toEqual([userId, 'other', taskId(1), taskId(2), ...hanging].toSorted());
  keeper.stop();
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
  await device.put('owner', { userId, form: 0, loads: [], copy: null }, 'owner');
  expect(await readOwned()).toBeNull();
  expect(await device.count('rows')).toBe(0);
});

test('what hangs from what is out of sight goes with it, and comes back with it', async () => {
  const { store, keeper } = openPage();
  const [above, below] = [
    taskRow({ id: taskId(1) }),
    taskRow({ id: taskId(2), parentId: taskId(1) }),
  ];
  store.put('tasks', [above, below]);
  store.put('comments', [{ ...comment('said'), taskId: taskId(2) }]);
  await holds([userId, projectId, taskId(1), taskId(2), 'said']);
  store.lose('tasks', taskId(1));
  await holds([userId, projectId]);
  store.put('tasks', [{ ...above, version: 2 }]);
  await holds([userId, projectId, taskId(1), taskId(2), 'said']);
  // What the person deletes is theirs until the server has done it.
  store.addPatch({ table: 'tasks', id: taskId(1), apply: () => undefined });
  store.put('tasks', [{ ...below, version: 2, title: 'changed' }]);
  await vi.waitFor(async () =>
    expect((await readOwned())?.rows.map(({ row }) => row)).toContainEqual(
      expect.objectContaining({ id: taskId(2), title: 'changed' }),
    ),
  );
  keeper.stop();
});

test('an older row of a page that woke up late does not take the place of a newer one', async () => {
  const [late, early] = [openPage(), openPage()];
  early.store.put('tasks', [taskRow({ id: taskId(1), version: 3, title: 'newer' })]);
  await holds([userId, projectId, taskId(1)]);
  late.store.put('tasks', [taskRow({ id: taskId(1), version: 2 }), taskRow({ id: taskId(2) })]);
  await holds([userId, projectId, taskId(1), taskId(2)]);
  const rows = (await readOwned())?.rows.map(({ row }) => row);
  expect(rows).toContainEqual(expect.objectContaining({ id: taskId(1), title: 'newer' }));
  for (const { keeper } of [late, early]) keeper.stop();
});

test('what is needed first is what every screen needs, and the tasks of a day', async () => {
  const { store, keeper } = openPage();
  store.put('tasks', [
    taskRow({ id: taskId(1), dueOn: '2026-01-02' }),
    taskRow({ id: taskId(2), dueOn: '2026-01-03' }),
    taskRow({ id: taskId(3), priority: 3 }),
    taskRow({ id: taskId(4), status: 'done', dueOn: '2026-01-01' }),
    taskRow({ id: taskId(5) }),
  ]);
  await holds([userId, projectId, ...[1, 2, 3, 4, 5].map((n) => taskId(n))]);
  const first = (await readFirst(userId, '2026-01-02')).map(({ id }) => id);
  expect(first.toSorted()).toEqual([userId, projectId, taskId(1), taskId(3)].toSorted());
  keeper.stop();
});

test('what is whole is said with the rows that make it so, and not while it is not sure', async () => {
  const copyOf = async () => (await readOwner())?.copy;
  const { store, keeper } = openPage();
  await holds([userId, projectId]);
  expect(await copyOf()).toBeNull();
  const whole = ['a workspace'];
  store.put('tasks', [taskRow({ id: taskId(1) })]);
  standing.set(() => ({ cursor: 'one', whole }));
  await vi.waitFor(async () => expect(await copyOf()).toEqual({ cursor: 'one', whole }));
  expect(await keptIds()).toContain(taskId(1));
  // One more is whole, and nothing else is new.
  standing.set(() => ({ cursor: 'one', whole: [...whole, 'another'] }));
  await vi.waitFor(async () => expect((await copyOf())?.whole).toHaveLength(2));
  standing.set(() => undefined);
  store.put('tasks', [taskRow({ id: taskId(2) })]);
  await holds([userId, projectId, taskId(1), taskId(2)]);
  expect((await copyOf())?.cursor).toBe('one');
  // The server does not know the cursor any more.
  standing.set(() => null);
  await vi.waitFor(async () => expect(await copyOf()).toBeNull());
  standing.set(() => undefined);
  keeper.stop();
});

test('a reminder outlives the page though its task is not here, and goes with its project', async () => {
  const { store, keeper } = openPage();
  store.put('tasks', [taskRow({ id: taskId(1) })]);
  const strange = reminderRow(2, { taskId: taskId(7) });
  store.put('reminders', [reminderRow(1), strange]);
  const { rows } = store.tables.reminders;
  await holds([userId, projectId, taskId(1), ...rows.keys()]);
  store.forgetProject(projectId);
  await holds([userId, projectId, strange.id]);
  keeper.stop();
});
