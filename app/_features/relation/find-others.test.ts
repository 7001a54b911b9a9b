import { expect, test } from 'vitest';
import type { ProjectId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Related } from '../../_client/store/related.ts';
import { createStore } from '../../_client/store/store.ts';
import { projectRow, taskId, taskRow } from '../../_client/testing/rows.ts';
import { findOthers } from './find-others.ts';

const none: Related = { blockedBy: [], blocks: [], relates: [], duplicates: [], duplicatedBy: [] };
const [read, far] = ['read', 'far'] as ProjectId[] as [ProjectId, ProjectId];
const task = taskRow({ id: taskId(1), key: 'HOME-1', title: 'Paint the hall' });

function find(
  typed: string,
  related: Partial<Related> = {},
  found: readonly TaskOutput[] = [],
): string[] {
  const store = createStore();
  store.put('projects', [
    projectRow(),
    projectRow({ id: read, right: 'read' }),
    projectRow({ id: far, workspaceId: 'other' as WorkspaceId }),
  ]);
  const one = (n: number, fields: Partial<Omit<typeof task, 'id'>>) =>
    taskRow({ id: taskId(n), key: `HOME-${n}`, ...fields });
  store.put('tasks', [
    task,
    one(2, { title: 'Buy paint', updatedAt: '2026-01-02T00:00:00.000Z' }),
    one(12, { title: 'Buy HOME-2 brushes', updatedAt: '2026-01-03T00:00:00.000Z' }),
    one(3, { title: 'Paint the door', status: 'done' }),
    one(20, { title: 'Paint a picture', projectId: read }),
    one(4, { title: 'Paint', projectId: far, workspaceId: 'other' as WorkspaceId }),
  ]);
  return findOthers(store, { task, related: { ...none, ...related }, typed, found }).map(
    ({ key }) => key,
  );
}

test('the key that was typed comes first, in either case', () => {
  expect(find('HOME-2')).toEqual(['HOME-2', 'HOME-12']);
  expect(find('home-2')[0]).toBe('HOME-2');
  expect(find('HOME-12')[0]).toBe('HOME-12');
});

test('words find what may be changed in the same workspace, open ones first, and never the task itself', () => {
  expect(find('paint')).toEqual(['HOME-2', 'HOME-3']);
  expect(find('HOME-1')).not.toContain('HOME-1');
});

test('what is related already, in whatever way, is not offered', () => {
  expect(find('paint', { relates: [taskId(2)] })).toEqual(['HOME-3']);
  expect(find('HOME-2', { duplicatedBy: [taskId(2)] })).toEqual(['HOME-12']);
});

test('what only the server found stands below, once, and as far as it may be related', () => {
  const found = [
    taskRow({ id: taskId(31), key: 'HOME-31', title: 'Colours', projectId: read }),
    taskRow({ id: taskId(2), key: 'HOME-2', title: 'Buy paint' }),
    taskRow({ id: taskId(32), key: 'HOME-32', title: 'Colours' }),
    taskRow({ id: taskId(33), key: 'HOME-33', title: 'Paint the roof' }),
    task,
  ];
  expect(find('paint', {}, found)).toEqual(['HOME-2', 'HOME-3', 'HOME-32', 'HOME-33']);
  expect(find('paint', { blocks: [taskId(32)] }, found)).not.toContain('HOME-32');
});

test('before anything is typed, the open ones of the project that changed last', () => {
  expect(find(' ')).toEqual(['HOME-12', 'HOME-2']);
});
