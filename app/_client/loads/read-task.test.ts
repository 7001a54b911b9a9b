import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
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
