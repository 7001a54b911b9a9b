import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewGroupings } from '../../../server/domain/enums.ts';
import type { UserId } from '../../../server/domain/ids.ts';
import { taskId, taskRow } from '../../_client/testing/rows.ts';
import { columnsBy, groupTasks, overdueKey } from '../filter/group-tasks.ts';
import type { Grouping } from '../filter/group-tasks.ts';
import { byDay } from './by-day.ts';
import { cardMove, nextColumn, standingColumns, takesCards } from './card-move.ts';

const today = '2026-11-26';
const people = ['ann', 'bob', 'cy'] as UserId[];
const order: readonly string[] = people;
const rule = (grouping: Grouping) => ({ grouping, today, order });

/** A task after a move, as the store would have it. */
function moved(task: ReturnType<typeof taskRow>, move: ReturnType<typeof cardMove>) {
  if (move?.kind !== 'edit') return task;
  const { set, add, remove } = move.edit;
  const gone = new Set<string>(remove?.assigneeIds);
  const kept = task.assigneeIds.filter((id) => !gone.has(id));
  const assigneeIds = [...new Set<string>([...kept, ...(add?.assigneeIds ?? [])])];
  return taskRow({ ...task, ...(set as object), assigneeIds: assigneeIds as UserId[] });
}

const anyTask = fc
  .record({
    priority: fc.integer({ min: 0, max: 3 }),
    dueOn: fc.constantFrom(null, '2026-11-01', today, '2026-11-27', '2026-12-24'),
    assigneeIds: fc.subarray(people),
  })
  .map((fields) => taskRow({ id: taskId(1), ...fields }));

describe('columns', () => {
  it('are the priorities where a view is not grouped, and else its groups', () => {
    expect(viewGroupings.map(columnsBy)).toEqual([
      'priority',
      'project',
      'due',
      'priority',
      'assignee',
      'label',
    ]);
  });

  it('stand without cards where one can be moved there, in their order among the others', () => {
    const columns = (grouping: Grouping, tasks: Parameters<typeof taskRow>[0][] = []) =>
      groupTasks(tasks.map(taskRow), rule(grouping), standingColumns(rule(grouping))).map(
        ({ key, ids }) => [key, ids.length],
      );
    expect(columns('priority', [{ id: 'a', priority: 2 }])).toEqual([
      ['3', 0],
      ['2', 1],
      ['1', 0],
      ['0', 0],
    ]);
    expect(
      columns('due', [
        { id: 'late', dueOn: '2026-11-01' },
        { id: 'later', dueOn: '2026-12-01' },
      ]),
    ).toEqual([
      [overdueKey, 1],
      [today, 0],
      ['2026-11-27', 0],
      ['2026-12-01', 1],
      ['', 0],
    ]);
    expect(columns('assignee')).toEqual([
      ['ann', 0],
      ['bob', 0],
      ['cy', 0],
      ['', 0],
    ]);
    expect(columns('label')).toEqual([]);
    const many = { ...rule('assignee'), order: Array.from({ length: 13 }, (_, n) => `${n}`) };
    expect(standingColumns(many)).toEqual(['']);
  });
});

describe('cardMove', () => {
  it('has a card stand in the very column that it was moved to, wherever it may go', () => {
    const grouping = fc.constantFrom<Grouping>('priority', 'due', 'assignee');
    fc.assert(
      fc.property(grouping, anyTask, fc.nat(), (by, task, pick) => {
        const keys = standingColumns(rule(by));
        const key = keys[pick % keys.length] ?? '';
        const after = moved(task, cardMove(rule(by), key, [task]));
        expect(groupTasks([after], rule(by))).toEqual([{ key, ids: [task.id] }]);
      }),
    );
  });

  it('a person takes the place of all others', () => {
    const tasks = [['ann', 'bob'], ['cy']].map((ids, n) =>
      taskRow({ id: taskId(n), assigneeIds: ids as UserId[] }),
    );
    expect(cardMove(rule('assignee'), 'bob', tasks)).toEqual({
      kind: 'edit',
      edit: { add: { assigneeIds: ['bob'] }, remove: { assigneeIds: ['ann', 'cy'] } },
    });
    expect(cardMove(rule('assignee'), '', tasks.slice(1))).toEqual({
      kind: 'edit',
      edit: { remove: { assigneeIds: ['cy'] } },
    });
  });

  it('would leave the card where it is if the others stayed', () => {
    const task = taskRow({ id: taskId(1), assigneeIds: people.slice(0, 1) });
    const added = moved(task, { kind: 'edit', edit: { add: { assigneeIds: ['bob'] } } });
    expect(groupTasks([added], rule('assignee'))[0]?.key).toBe('ann');
    const replaced = moved(task, cardMove(rule('assignee'), 'bob', [task]));
    expect(groupTasks([replaced], rule('assignee'))[0]?.key).toBe('bob');
  });

  it('is none where it has no one meaning', () => {
    const task = taskRow({ id: taskId(1) });
    const repeating = taskRow({
      id: taskId(2),
      dueOn: today,
      recurrence: { rrule: 'FREQ=DAILY' } as NonNullable<typeof task.recurrence>,
    });
    expect(cardMove(rule('due'), overdueKey, [task])).toBeNull();
    const closed = taskRow({ id: taskId(4), status: 'done' });
    expect(cardMove(rule('due'), '2026-11-20', [closed, task])).toBeNull();
    expect(cardMove(rule('due'), '2026-11-20', [closed])).not.toBeNull();
    expect(cardMove(rule('due'), '', [repeating])).toBeNull();
    expect(cardMove(rule('due'), '', [task])).not.toBeNull();
    expect(cardMove(rule('project'), 'p', [task])).toEqual({ kind: 'send', projectId: 'p' });
    expect(
      cardMove(rule('project'), 'p', [taskRow({ id: taskId(3), parentId: taskId(1) })]),
    ).toBeNull();
    expect(takesCards('label')).toBe(false);
    for (const key of ['', 'home']) expect(cardMove(rule('label'), key, [task])).toBeNull();
  });
});

describe('nextColumn', () => {
  it('passes over columns that do not take the card, and ends at the last', () => {
    const keys = [overdueKey, today, 'later', ''];
    const takes = (key: string) => key !== overdueKey && key !== 'later';
    expect(nextColumn(keys, today, { by: 1, takes })).toBe('');
    expect(nextColumn(keys, today, { by: -1, takes })).toBeNull();
    expect(nextColumn(keys, '', { by: -1, takes })).toBe(today);
    expect(nextColumn(keys, '', { by: 1, takes })).toBeNull();
    expect(nextColumn(keys, 'gone', { by: 1, takes })).toBeNull();
  });
});

it('a calendar loses no task: each is on its day or among those without, as it was sorted', () => {
  fc.assert(
    fc.property(fc.array(anyTask, { maxLength: 20 }), (found) => {
      const tasks = found.map((task, n) => ({ ...task, id: taskId(n) }));
      const { days, undated } = byDay(tasks);
      const of = (dueOn: string | null) =>
        tasks.filter((task) => task.dueOn === dueOn).map(({ id }) => id);
      expect(undated).toEqual(of(null));
      for (const [day, ids] of Object.entries(days)) expect(ids).toEqual(of(day));
      expect(Object.values(days).flat().length + undated.length).toBe(tasks.length);
    }),
  );
});
