import { expect, test } from 'vitest';
import type { UserId } from '../../../server/domain/ids.ts';
import { taskId, taskRow } from '../../_client/testing/rows.ts';
import { groupTasks } from './group-tasks.ts';
import { peopleOrder } from './people-order.ts';

const left = '2026-11-26T10:00:00.000Z';
const members = [
  { userId: 'ann' as UserId, removedAt: null },
  { userId: 'bob' as UserId, removedAt: left },
  { userId: 'cleo' as UserId, removedAt: left },
  { userId: 'dan' as UserId, removedAt: null },
];

test('who left has a part only for the tasks that are still theirs, in its place', () => {
  const { all, present } = peopleOrder(members);
  const rule = { grouping: 'assignee', today: '2026-11-26', order: all } as const;
  const bobs = taskRow({ id: taskId(1), assigneeIds: ['bob' as UserId] });
  const keys = groupTasks([bobs], rule, present).map(({ key }) => key);
  expect(keys).toEqual(['ann', 'bob', 'dan']);
});
