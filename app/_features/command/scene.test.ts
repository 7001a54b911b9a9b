import { beforeEach, expect, test } from 'vitest';
import { store } from '../../_client/store/page-store.ts';
import type { Rows } from '../../_client/store/rows.ts';
import { projectId, projectRow, taskId, taskRow, workspaceId } from '../../_client/testing/rows.ts';
import type { Scene } from './scene.ts';
import { refusedFor } from './scene.ts';
import { isAllowed, isOffered, refusalOfCommand } from './use-words.ts';

const task = taskRow({ id: taskId(1) });
const scene = (tasks = [task]): Scene => ({
  tasks,
  anchor: null,
  at: undefined,
  view: null,
  project: undefined,
});

beforeEach(() => {
  store.put('workspaces', [{ id: workspaceId, role: 'member', version: 1 } as Rows['workspaces']]);
});

test('what the right does not allow is refused with the reason, for any one of the tasks', () => {
  const other = { ...projectRow(), id: taskId(9) as never };
  store.put('projects', [projectRow({ version: 1 }), { ...other, right: 'comment' }]);
  const readOnly = taskRow({ id: taskId(2), projectId: other.id });
  expect(refusedFor([task], 'task.update')).toBeNull();
  expect(refusedFor([task, readOnly], 'task.update')).toBe('right');
  expect(isOffered('due', scene([readOnly]))).toBe(true);
  expect(isAllowed('due', scene([readOnly]))).toBe(false);
  expect(isAllowed('copy', scene([readOnly]))).toBe(true);
});

test('what one workspace has is not chosen for tasks of several', () => {
  store.put('projects', [projectRow({ id: projectId, version: 2 })]);
  const elsewhere = taskRow({ id: taskId(3), workspaceId: taskId(8) as never });
  expect(refusalOfCommand('labels', scene([task, elsewhere]))).toBe('several');
  expect(refusalOfCommand('due', scene([task, elsewhere]))).toBeNull();
});

test('commands about tasks are offered only with tasks', () => {
  expect(isOffered('due', scene([]))).toBe(false);
  expect(isOffered('open', scene([task, task]))).toBe(false);
  expect(isOffered('today', scene([]))).toBe(true);
  expect(isOffered('next', scene([task]))).toBe(false);
});
