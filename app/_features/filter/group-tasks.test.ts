import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { LabelId, ProjectId, UserId } from '../../../server/domain/ids.ts';
import { taskRow } from '../../_client/testing/rows.ts';
import { viewGroupings } from '../../../server/domain/enums.ts';
import { groupTasks } from './group-tasks.ts';
import type { Grouping } from './group-tasks.ts';

const today = '2026-11-26';
const grouped = (
  grouping: Grouping,
  tasks: Parameters<typeof taskRow>[0][],
  order: string[] = [],
) => groupTasks(tasks.map(taskRow), { grouping, today, order }).map(({ key, ids }) => [key, ids]);

describe('groupTasks', () => {
  it('leaves one part where nothing is to be grouped', () => {
    expect(grouped('none', [{ id: 'b' }, { id: 'a' }])).toEqual([['all', ['b', 'a']]]);
    expect(grouped('none', [])).toEqual([['all', []]]);
  });

  it('puts what is overdue first, then day by day, and last what has no day; done is not overdue', () => {
    expect(
      grouped('due', [
        { id: 'none' },
        { id: 'later', dueOn: '2026-11-30' },
        { id: 'late', dueOn: '2026-11-01' },
        { id: 'done', dueOn: '2026-11-02', status: 'done' },
        { id: 'now', dueOn: today },
      ]),
    ).toEqual([
      ['overdue', ['late']],
      ['2026-11-02', ['done']],
      [today, ['now']],
      ['2026-11-30', ['later']],
      ['', ['none']],
    ]);
  });

  it('has the urgent first', () => {
    const tasks = [1, 3, 0].map((priority) => ({ id: `p${priority}`, priority }));
    expect(grouped('priority', tasks).map(([key]) => key)).toEqual(['3', '1', '0']);
  });

  it('follows the order of projects, labels and people', () => {
    const at = (id: string) => ({ id, projectId: id as ProjectId });
    expect(grouped('project', [at('x'), at('y')], ['y', 'x']).map(([key]) => key)).toEqual([
      'y',
      'x',
    ]);
    const labelIds = ['old', 'b', 'a'] as LabelId[];
    expect(grouped('label', [{ id: 'n' }, { id: 't', labelIds }], ['a', 'b'])).toEqual([
      ['a', ['t']],
      ['', ['n']],
    ]);
    const assigneeIds = ['u'] as UserId[];
    expect(grouped('assignee', [{ id: 't', assigneeIds }], ['u'])).toEqual([['u', ['t']]]);
  });

  it('has each task once, in the order in which it came', () => {
    const task = fc.record({
      priority: fc.integer({ min: 0, max: 3 }),
      dueOn: fc.constantFrom(null, today, '2026-01-01', '2027-01-01'),
      labelIds: fc.subarray(['a', 'b', 'c'] as LabelId[]),
    });
    fc.assert(
      fc.property(fc.constantFrom(...viewGroupings), fc.array(task), (grouping, fields) => {
        const tasks = fields.map((one, at) => taskRow({ ...one, id: `t${at}` }));
        const groups = groupTasks(tasks, { grouping, today, order: ['c', 'a'] });
        expect(groups.flatMap(({ ids }) => ids).toSorted()).toEqual(
          tasks.map(({ id }) => id).toSorted(),
        );
        for (const { ids } of groups) {
          const places = ids.map((id) => Number(id.slice(1)));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
      }),
    );
  });
});
