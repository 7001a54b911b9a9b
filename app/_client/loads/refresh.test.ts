import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { taskId, taskRow, workspaceId } from '../testing/rows.ts';
import { stubServer } from '../testing/stub-server.ts';
import { keepLoaded } from './loads.ts';
import { refresh } from './refresh.ts';

afterEach(() => vi.unstubAllGlobals());

const commentId = '00000000-0000-7000-8000-c00000000001';

test('a comment that came back is read with its task, where it was seen before', async () => {
  const task = taskRow({ id: taskId(30) });
  store.put('tasks', [task]);
  const asked = stubServer({ 'comment.list': () => ({ items: [], nextCursor: null }) });
  await refresh([{ table: 'comments', id: commentId, within: { workspaceId, taskId: task.id } }]);
  expect(asked).toEqual(['comment.list']);
});

test('what was never seen here is looked for in all that is shown', async () => {
  const work = vi.fn(() => Promise.resolve());
  const stop = keepLoaded('panel', work);
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1));
  await refresh([{ table: 'comments', id: commentId, within: { workspaceId } }]);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
});
