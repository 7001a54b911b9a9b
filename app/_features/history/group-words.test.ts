import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { changeTypes, changeKind } from '../../../server/domain/catalogue.ts';
import type { ChangeGroupOutput, ChangePart } from '../../../server/change/schema.ts';
import { messages } from '../../_i18n/messages.ts';
import type { Names } from './change-words.ts';
import { groupWordsOf, thingsMade, wayBack } from './group-words.ts';
import { sayActs } from './use-group-line.ts';
import { withHead, withTail } from './join-pages.ts';
import type { Page } from './join-pages.ts';

const names: Names = {
  project: (id) => id,
  section: (id) => id,
  task: (id) => id,
  labels: (ids) => ids.join(', '),
  people: (ids) => ids.join(', '),
  day: (day) => `${Number(day.slice(8))} Dec`,
  minutes: (minutes) => `${minutes} min`,
  priority: (priority) => `p${priority}`,
};

const part = (type: ChangePart['type'], more: Partial<ChangePart> = {}): ChangePart => ({
  type,
  entity: changeKind(type).entity,
  count: 1,
  things: more.count ?? 1,
  entityIds: ['Plan'],
  taskId: null,
  projectId: null,
  before: {},
  after: {},
  ...more,
});

function say(locale: 'en' | 'ru', parts: ChangePart[]): string {
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'history' });
  return sayActs(
    t,
    groupWordsOf({ parts }, names, (id) => id),
  ).replaceAll('\u00a0', ' ');
}

const moved = (count: number, more: object) =>
  part('task.moved', { count, after: more as ChangePart['after'] });

test.each<[ChangePart[], string, string]>([
  [[part('task.created')], 'added “Plan”', 'добавлено: «Plan»'],
  [[part('task.completed', { count: 40 })], 'completed 40 tasks', 'завершено: 40 задач'],
  [[part('task.skipped', { count: 2 })], 'skipped 2 tasks', 'пропущено: 2 задачи'],
  [[part('task.paused', { count: 1 })], 'paused “Plan”', 'приостановлено: «Plan»'],
  [[part('task.resumed', { count: 1 })], 'resumed “Plan”', 'возобновлено: «Plan»'],
  [
    [part('task.missed', { count: 3 })],
    'went on after a missed day of 3 tasks',
    'не сделано в срок: 3 задачи',
  ],
  [[part('task.deleted', { count: 21 })], 'deleted 21 tasks', 'удалено: 21 задача'],
  [[part('task.restored', { count: 3 })], 'restored 3 tasks', 'восстановлено: 3 задачи'],
  [
    [moved(40, { projectId: 'p', sectionId: 'Done', parentId: null, order: 'a1' })].map((one) => ({
      ...one,
      before: { projectId: 'p', parentId: null },
    })),
    'moved 40 tasks to Done',
    'перемещено в Done: 40 задач',
  ],
  [
    [part('task.moved', { before: { projectId: 'Home' }, after: { projectId: 'Work' } })],
    'moved “Plan” to Work',
    'перемещено в Work: «Plan»',
  ],
  [[part('task.moved', { before: { projectId: 'Home' } })], 'moved “Plan”', 'перемещено: «Plan»'],
  [
    [part('task.updated', { count: 40, after: { dueOn: '2026-12-03', dueTime: null } })],
    'set the due date of 40 tasks to 3 Dec',
    'срок — 3 Dec: 40 задач',
  ],
  [
    [part('task.updated', { count: 2, after: { dueOn: null } })],
    'removed the due date of 2 tasks',
    'срок — нет: 2 задачи',
  ],
  [
    [part('task.updated', { before: { title: 'A' }, after: { title: 'B' } })],
    'renamed “A” to “B”',
    'переименовано: «A» → «B»',
  ],
  [[part('task.updated', { count: 5 })], 'changed 5 tasks', 'изменено: 5 задач'],
  [
    [part('task.updated', { before: { labelIds: [] }, after: { labelIds: ['x'] } })],
    'added the label x to “Plan”',
    'добавлена метка x: «Plan»',
  ],
  [[part('comment.added')], 'added a comment on “Plan”', 'добавлено: комментарий к задаче «Plan»'],
  [
    [part('project.archived', { after: { archivedAt: 'now' } })],
    'archived the project “Plan”',
    'убрано в архив: проект «Plan»',
  ],
  [
    [part('member.removed', { entityIds: ['Bob'] })],
    'Bob left the workspace',
    'больше не здесь: Bob',
  ],
  [
    [
      part('task.completed', { count: 3 }),
      part('label.created'),
      part('section.created', { count: 2 }),
    ],
    'completed 3 tasks, added the label “Plan”, added 2 sections',
    'завершено: 3 задачи, добавлено: метка «Plan», добавлено: 2 раздела',
  ],
  [
    (
      [
        'task.created',
        'label.created',
        'section.created',
        'comment.added',
        'project.created',
      ] as const
    ).map((type) => part(type, { count: 2 })),
    'added 2 tasks, added 2 labels, added 2 sections, and 2 other kinds of changes',
    'добавлено: 2 задачи, добавлено: 2 метки, добавлено: 2 раздела, и ещё 2 вида изменений',
  ],
])('%j', (parts, english, russian) => {
  expect(say('en', parts)).toBe(english);
  expect(say('ru', parts)).toBe(russian);
});

test.each(changeTypes)('%s has words in both languages, also without a name', (type) => {
  for (const locale of ['en', 'ru'] as const) {
    for (const count of [1, 2]) {
      const words = say(locale, [part(type, { count, entityIds: [''] })]);
      expect(words).not.toBe('');
      expect(words).not.toMatch(/history\.|undefined/);
    }
  }
});

test('an import is told by what it made, most first, and nothing of what it changed', () => {
  const parts = [
    part('task.created', { count: 1203 }),
    part('task.updated', { count: 9 }),
    part('section.created', { count: 3 }),
  ];
  expect(thingsMade({ parts })).toEqual([
    { noun: 'task', count: 1203, name: '' },
    { noun: 'section', count: 3, name: '' },
  ]);
});

test('what was made goes and what was deleted comes back; where both were, nobody says which', () => {
  const [made, deleted] = [part('task.created'), part('task.deleted')];
  expect(wayBack([made], 'task')).toBe('goes');
  expect(wayBack([deleted, part('label.created')], 'task')).toBe('comes');
  expect(wayBack([made, deleted], 'task')).toBe('either');
  expect(wayBack([part('task.updated')], 'task')).toBe('either');
});

describe('pages', () => {
  const group = (groupId: string, at: string) => ({ groupId, at }) as unknown as ChangeGroupOutput;
  const page = (items: ChangeGroupOutput[], nextCursor: string | null): Page => ({
    items,
    names: {},
    nextCursor,
  });
  const [a, b, c, d] = ['4', '3', '2', '1'].map((at) => group(at, at)) as [
    ChangeGroupOutput,
    ChangeGroupOutput,
    ChangeGroupOutput,
    ChangeGroupOutput,
  ];
  const idsOf = ({ items }: Page) => items.map(({ groupId }) => groupId);

  test('a newer first page goes on top of what was read below it, each group once', () => {
    const was = page([b, c, d], null);
    const joined = withHead(was, page([a, b], 'more'));
    expect(idsOf(joined)).toEqual(['4', '3', '2', '1']);
    expect(joined.nextCursor).toBeNull();
  });

  test('a group that has moved up stands there alone', () => {
    const up = { ...d, at: '5' };
    expect(idsOf(withHead(page([a, b, c, d], null), page([up, a], 'more')))).toEqual([
      '1',
      '4',
      '3',
      '2',
    ]);
  });

  test('the first page is all where nothing follows it', () => {
    expect(idsOf(withHead(page([a, d], null), page([a], null)))).toEqual(['4']);
  });

  test('an older page goes below', () => {
    const joined = withTail(page([a, b], 'x'), page([b, c], 'y'));
    expect(idsOf(joined)).toEqual(['4', '3', '2']);
    expect(joined.nextCursor).toBe('y');
  });
});
