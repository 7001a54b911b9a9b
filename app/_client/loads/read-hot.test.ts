import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addDays, dayOf, now } from '../clock.ts';
import { selectHot } from '../store/hot.ts';
import { store } from '../store/page-store.ts';
import { projectRow, taskId, taskRow, userRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { readHot } from './read-hot.ts';

const today = dayOf(now(), userRow());
const due = (n: number) => taskRow({ id: taskId(n), dueOn: today });

beforeEach(() => {
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
});
afterEach(() => vi.unstubAllGlobals());

test('Today loses what was done, put off or deleted elsewhere', async () => {
  const [stays, done, later, deleted] = [due(1), due(2), due(3), due(4)];
  store.put('tasks', [stays, done, later, deleted]);
  expect(selectHot(store, today).today).toHaveLength(4);
  const present = new Map(
    [
      { ...done, version: 2, status: 'done' as const },
      { ...later, version: 2, dueOn: addDays(today, 1) },
    ].map((task) => [task.id, task]),
  );
  stubServer({
    'task.listHot': () => ({ items: [stays] }),
    'plan.list': () => ({ items: [] }),
    'task.get': ({ taskId: id }: { taskId: typeof stays.id }) => {
      const task = present.get(id);
      if (!task) throw new Refusal('NOT_FOUND');
      return task;
    },
  });
  await readHot();
  expect(selectHot(store, today).today).toEqual([stays.id]);
  expect(store.get('tasks', later.id)?.dueOn).toBe(addDays(today, 1));
  expect(store.get('tasks', deleted.id)).toBeUndefined();
});

test('Today loses what is blocked by a task that is not on this device', async () => {
  const [stays, blocked, blocker] = [due(11), due(12), taskRow({ id: taskId(13) })];
  const relation = {
    id: 'r',
    workspaceId: blocked.workspaceId,
    fromTaskId: blocker.id,
    toTaskId: blocked.id,
    kind: 'blocks',
    version: 1,
    createdAt: '',
  };
  store.put('tasks', [stays, blocked]);
  const present = new Map([blocked, blocker].map((task) => [task.id, task]));
  const asked = stubServer({
    'task.listHot': () => ({ items: [stays] }),
    'plan.list': () => ({ items: [] }),
    'task.get': ({ taskId: id }: { taskId: typeof stays.id }) => {
      const task = present.get(id);
      if (!task) throw new Refusal('NOT_FOUND');
      return task;
    },
    'relation.list': () => ({ items: [{ ...relation, task: blocker }] }),
  });
  await readHot();
  expect(selectHot(store, today).today).toEqual([stays.id]);
  expect(asked.filter((name) => name === 'relation.list')).toHaveLength(1);
});

test('a task whose project is archived is not in Today', () => {
  store.put('tasks', [due(5)]);
  store.put('projects', [projectRow({ version: 2, archivedAt: '2026-01-01T00:00:00.000Z' })]);
  expect(selectHot(store, today).today).toEqual([]);
});
