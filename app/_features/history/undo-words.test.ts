import { expect, test } from 'vitest';
import { countFields, fieldWordOf, undoLinesOf } from './undo-words.ts';

const field = (entityId: string, name: string, more: object = {}) => ({
  entity: 'task',
  entityId,
  field: name,
  ...more,
});

test('what reads alike is one line: fields that make sense only together are one word', () => {
  const lines = undoLinesOf([
    field('a', 'status'),
    field('a', 'completedAt'),
    field('b', 'status'),
    field('b', 'completedAt'),
    field('c', 'dueOn'),
    field('c', 'dueTime'),
    field('c', 'priority'),
  ]);
  expect(lines).toMatchObject([
    { fields: ['status'], ids: ['a', 'b'], reason: null, changedBy: null },
    { fields: ['due', 'priority'], ids: ['c'] },
  ]);
  expect(countFields(lines)).toBe(4);
});

test('what stays is apart by why, and by whom', () => {
  const since = (entityId: string, changedBy: string | null) =>
    field(entityId, 'priority', { reason: 'changed-since', changedBy });
  const lines = undoLinesOf([
    since('a', 'bob'),
    since('b', 'ann'),
    since('c', 'bob'),
    field('d', 'priority', { reason: 'gone', changedBy: null }),
  ]);
  expect(lines.map(({ ids, reason, changedBy }) => [ids, reason, changedBy])).toEqual([
    [['a', 'c'], 'changed-since', 'bob'],
    [['b'], 'changed-since', 'ann'],
    [['d'], 'gone', null],
  ]);
});

test('the order goes without saying where the place is said, and what has no word is a setting', () => {
  const [line] = undoLinesOf(
    ['projectId', 'sectionId', 'order', 'number'].map((name) => field('a', name)),
  );
  expect(line?.fields).toEqual(['place']);
  expect(undoLinesOf([field('a', 'order')])[0]?.fields).toEqual(['order']);
  expect(fieldWordOf('layout')).toBe('other');
});
