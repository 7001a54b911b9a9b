import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../../_client/store/page-store.ts';
import { taskId, taskRow, workspaceId } from '../../_client/testing/rows.ts';
import { Refusal, stubServer } from '../../_client/testing/stub-server.ts';
import { lookForTask } from './look-for-task.ts';

afterEach(() => vi.unstubAllGlobals());

const workspace = { id: workspaceId, isPersonal: true, role: 'owner', version: 1 };
store.put('workspaces', [workspace as never]);
const tail = workspaceId.replaceAll('-', '');

test('a task that an address names by its id is found before the page has read it', async () => {
  const task = taskRow({ id: taskId(1) });
  stubServer({ 'task.get': () => task });
  expect(await lookForTask(task.id, tail)).toMatchObject({ status: 'found', taskId: task.id });
  expect(store.get('tasks', task.id)).toEqual(task);
});

test('one that nobody shows is missing, and one that cannot be asked for is not said to be', async () => {
  stubServer({
    'task.get': () => {
      throw new Refusal('NOT_FOUND');
    },
  });
  expect(await lookForTask(taskId(2), null)).toMatchObject({ status: 'missing', taskId: null });
  stubServer({
    'task.get': () => {
      throw new Refusal('SERVICE_UNAVAILABLE');
    },
  });
  await expect(lookForTask(taskId(3), tail)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});
