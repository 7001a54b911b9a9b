import { afterEach, expect, test, vi } from 'vitest';
import { mostChanges } from '../../../server/domain/limits.ts';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { createModelServer } from '../testing/model-server.ts';
import { taskId, taskRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { completeTasks } from './bulk-tasks.ts';

afterEach(() => vi.unstubAllGlobals());

const sent = () => vi.waitFor(() => expect(outbox.pending()).toEqual([]));

test('a tree of more tasks than one call may change is closed, and opened again by one undo', async () => {
  const below = Array.from({ length: mostChanges + 1 }, (_, n) =>
    taskRow({ id: taskId(n + 10), parentId: taskId(2) }),
  );
  const tree = [
    taskRow({ id: taskId(1) }),
    taskRow({ id: taskId(2), parentId: taskId(1) }),
    ...below,
  ];
  const server = createModelServer();
  for (const task of tree) server.tasks.set(task.id, task);
  stubServer({
    'task.complete': (input) => server.call('task.complete', input),
    'task.bulk': (input) => server.call('task.bulk', input),
    'change.undo': (input) => server.call('change.undo', input),
    'task.get': (input: { taskId: string }) => {
      const task = server.tasks.get(input.taskId);
      if (!task) throw new Refusal('NOT_FOUND');
      return task;
    },
  });
  const statuses = () => new Set([...server.tasks.values()].map(({ status }) => status));
  const told: Notice[] = [];
  onNotice((notice) => void told.push(notice));
  store.put('tasks', tree);

  completeTasks(tree.slice(0, 1));
  await sent();
  expect(statuses()).toEqual(new Set(['done']));
  const [notice, ...more] = told;
  expect(notice).toMatchObject({ what: 'tasksCompleted', values: { count: tree.length } });
  expect(more).toEqual([]);

  if (notice?.kind === 'done') notice.undo();
  await sent();
  expect(statuses()).toEqual(new Set(['open']));
});
