import { expect, test } from 'vitest';
import type { LabelId, ProjectId, SectionId, UserId } from '../../../server/domain/ids.ts';
import { everything } from '../../../server/domain/filter/ast.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import { newTaskIn, newTaskOf, sectionFor } from './new-task-of.ts';

const sectionsIn = (...ids: string[]) =>
  ids.map((id) => ({ id: id as SectionId, name: id === 't' ? 'Done' : 'To do' }));

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
      projects: [
        { id: 'p' as ProjectId, name: 'Work', key: 'W', sections: sectionsIn('s', 't') },
        { id: 'q' as ProjectId, name: 'work', key: 'V', sections: sectionsIn('u') },
      ],
      people: [],
    },
  });
  if ('problems' in filter) throw new Error(text);
  return newTaskOf(filter);
};

test('a new task has what the filter asks of each', () => {
  expect(newIn('today & @home & #work & assignee:me & priority:2.. & status:open')).toEqual({
    projectId: 'p',
    sectionIds: null,
    task: { dueOn: '2026-11-26', priority: 2, labelIds: ['l'], assigneeIds: ['me'] },
  });
  expect(newIn('due:..+7d').task).toEqual({ dueOn: '2026-12-03' });
});

test('a section is one of those that are called so; in a part of a project, that project’s', () => {
  const made = newIn('#work/"to do"');
  expect(made).toEqual({ projectId: null, sectionIds: ['s', 'u'], task: {} });
  const [s, t, u] = [
    { id: 's', projectId: 'p' },
    { id: 't', projectId: 'p' },
    { id: 'u', projectId: 'q' },
  ];
  expect(sectionFor(made, [t, s, u])).toBe(s);
  expect(sectionFor({ ...made, projectId: 'q' }, [t, s, u])).toBe(u);
  expect(sectionFor(newIn('#work'), [s, t, u])).toBeUndefined();
  expect(newIn('!#work/done | today').sectionIds).toBeNull();
});

const nothing = { projectId: null, sectionIds: null, task: {} };

test('of what may be so or so, or must not be, nothing is taken', () => {
  for (const text of ['today | @home', '!@home', '', 'due:none & label:none', 'created:today'])
    expect(newIn(text), text).toEqual(nothing);
  expect(newTaskOf(null)).toEqual(nothing);
});

test('in a part of a grouped list it has what that is about, too', () => {
  expect(newTaskIn(null, 'none', 'all')).toEqual(nothing);
  expect(newTaskIn(null, 'due', '2026-12-01')?.task).toEqual({ dueOn: '2026-12-01' });
  expect(newTaskIn(null, 'due', 'overdue')).toBeNull();
  expect(newTaskIn(null, 'due', '')?.task).toEqual({});
  expect(newTaskIn(null, 'priority', '0')?.task).toEqual({ priority: 0 });
  expect(newTaskIn(null, 'label', 'l')?.task).toEqual({ labelIds: ['l'] });
  expect(newTaskIn(null, 'assignee', 'me')?.task).toEqual({ assigneeIds: ['me'] });
  expect(newTaskIn(null, 'project', 'p')?.projectId).toBe('p');
});
