import { expect, test } from 'vitest';
import type { LabelId, ProjectId, UserId } from '../../../server/domain/ids.ts';
import { everything } from '../../../server/domain/filter/ast.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import { newTaskIn, newTaskOf } from './new-task-of.ts';

const newIn = (text: string) => {
  const read = parseFilter(text);
  const filter = resolveFilter('filter' in read ? read.filter : everything, {
    me: 'me' as UserId,
    today: '2026-11-26',
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday',
    names: {
      labels: [{ id: 'l' as LabelId, name: 'home' }],
      projects: [{ id: 'p' as ProjectId, name: 'Work', key: 'W', sections: [] }],
      people: [],
    },
  });
  if ('problems' in filter) throw new Error(text);
  return newTaskOf(filter);
};

test('a new task has what the filter asks of each', () => {
  expect(newIn('today & @home & #work & assignee:me & priority:2.. & status:open')).toEqual({
    projectId: 'p',
    task: { dueOn: '2026-11-26', priority: 2, labelIds: ['l'], assigneeIds: ['me'] },
  });
  expect(newIn('due:..+7d').task).toEqual({ dueOn: '2026-12-03' });
});

test('of what may be so or so, or must not be, nothing is taken', () => {
  for (const text of ['today | @home', '!@home', '', 'due:none & label:none', 'created:today'])
    expect(newIn(text), text).toEqual({ projectId: null, task: {} });
  expect(newTaskOf(null)).toEqual({ projectId: null, task: {} });
});

test('in a part of a grouped list it has what that is about, too', () => {
  expect(newTaskIn(null, 'none', 'all')).toEqual({ projectId: null, task: {} });
  expect(newTaskIn(null, 'due', '2026-12-01')?.task).toEqual({ dueOn: '2026-12-01' });
  expect(newTaskIn(null, 'due', 'overdue')).toBeNull();
  expect(newTaskIn(null, 'due', '')?.task).toEqual({});
  expect(newTaskIn(null, 'priority', '0')?.task).toEqual({ priority: 0 });
  expect(newTaskIn(null, 'label', 'l')?.task).toEqual({ labelIds: ['l'] });
  expect(newTaskIn(null, 'assignee', 'me')?.task).toEqual({ assigneeIds: ['me'] });
  expect(newTaskIn(null, 'project', 'p')?.projectId).toBe('p');
});
