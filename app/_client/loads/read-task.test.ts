import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { selectRelated } from '../store/related.ts';
import { projectId, taskId, taskRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { readTask } from './read-task.ts';

afterEach(() => vi.unstubAllGlobals());

const parent = taskRow({ id: taskId(20) });
const [kept, gone] = [21, 22].map((n) => taskRow({ id: taskId(n), parentId: parent.id }));

test('a subtask that was deleted elsewhere goes, and a task that was goes with all below it', async () => {
  store.put('tasks', [parent, ...[kept, gone].flatMap((task) => task ?? [])]);
  const below = { projectId, sectionId: null, parentId: parent.id };
  stubServer({
    'task.get': () => parent,
    'task.list': () => ({ items: [kept], nextCursor: null }),
    'comment.list': () => ({ items: [], nextCursor: null }),
    'relation.list': () => ({ items: [] }),
  });
  await readTask(parent.id);
  expect(store.openIn(below)).toEqual([kept?.id]);

  stubServer({
    'task.get': () => {
      throw new Refusal('NOT_FOUND');
    },
  });
  await expect(readTask(parent.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(store.get('tasks', parent.id)).toBeUndefined();
  expect(store.openIn(below)).toEqual([]);

  store.put('tasks', [parent]);
  expect(store.openIn(below)).toEqual([kept?.id]);
});

test('what it is related to is read, and the tasks at the other ends that are not here', async () => {
  const one = taskRow({ id: taskId(30) });
  const [held, strange] = [31, 32].map((n) => taskRow({ id: taskId(n) })) as [
    typeof one,
    typeof one,
  ];
  store.put('tasks', [one, held]);
  const asked: string[] = [];
  const related = (task: typeof one, id: string) => ({
    id,
    workspaceId: one.workspaceId,
    fromTaskId: task.id,
    toTaskId: one.id,
    kind: 'blocks',
    version: 1,
    createdAt: id,
    task,
  });
  stubServer({
    'task.get': ({ taskId: id }: { taskId: string }) => {
      asked.push(id);
      return [one, held, strange].find((task) => task.id === id);
    },
    'task.list': () => ({ items: [], nextCursor: null }),
    'comment.list': () => ({ items: [], nextCursor: null }),
    'relation.list': () => ({ items: [related(held, 'r1'), related(strange, 'r2')] }),
  });
  await readTask(one.id);
  expect(asked).toEqual([one.id, strange.id]);
  expect(selectRelated(one.id)(store).blockedBy).toEqual([held.id, strange.id]);
});
