import { expect } from 'vitest';
import type { ChangeOutput, ChangeUndoOutput } from '../../change/schema.ts';
import type { Page } from '../../platform/page.ts';
import type { TaskBulkOutput, TaskOutput, TaskSearchOutput } from '../../task/schema.ts';
import { testId } from '../world.ts';
import type { Account } from './account.ts';

/** Creates, lists, searches, changes many at once and takes it back, sends twice: a little of all that is served. */
export async function playThrough({ api, workspaceId }: Account): Promise<void> {
  const titles = ['Water the ficus', 'Feed the cat', 'Call the plumber'];
  const made = await Promise.all(
    titles.map((title) =>
      api.mutate<TaskOutput>('task.create', { workspaceId, title, dueOn: '2030-01-02' }),
    ),
  );
  const list = await api.query<Page<TaskOutput>>('task.list', { workspaceId });
  expect(list.items.map(({ title }) => title)).toEqual(expect.arrayContaining(titles));
  const found = await api.query<TaskSearchOutput>('task.search', { workspaceId, text: 'ficus' });
  expect(found.items.map(({ task }) => task.title)).toEqual(['Water the ficus']);

  const taskIds = made.map(({ id }) => id);
  const bulk = await api.mutate<TaskBulkOutput>('task.bulk', {
    workspaceId,
    taskIds,
    action: 'complete',
  });
  expect(bulk.items.every(({ completedAt }) => completedAt !== null)).toBe(true);
  const { groupId } = bulk;
  const undone = await api.mutate<ChangeUndoOutput>('change.undo', { workspaceId, groupId });
  expect(undone).toMatchObject({ skipped: [] });
  const { items: changes } = await api.query<Page<ChangeOutput>>('change.list', { workspaceId });
  expect(changes.length).toBeGreaterThan(6);

  const again = { workspaceId, title: 'Once', opId: testId() };
  const once = await api.mutate<TaskOutput>('task.create', again);
  expect((await api.mutate<TaskOutput>('task.create', again)).id).toBe(once.id);
}
