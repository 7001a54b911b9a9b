import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import type { RelationKind } from '../../../server/domain/enums.ts';
import type { ChangeOutput } from '../../../server/change/schema.ts';
import { messages } from '../../_i18n/messages.ts';
import { changeWordsOf } from './change-words.ts';
import type { Names } from './change-words.ts';
import { groupChanges } from './group-changes.ts';

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

type Part = Pick<ChangeOutput, 'type'> & Partial<Pick<ChangeOutput, 'entity' | 'before' | 'after'>>;

function say(locale: 'en' | 'ru', part: Part): string {
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'history' });
  const change = { before: {}, after: {}, ...part } as ChangeOutput;
  return changeWordsOf(change, names)
    .map(({ key, field, values }) =>
      t(`said.${key}`, {
        who: 'Анна',
        ...values,
        field: field === undefined ? '' : t(`fields.${field}`),
      }),
    )
    .join('; ')
    .replaceAll('\u00a0', ' ');
}

const updated = (before: object, after: object): Part => ({
  type: 'task.updated',
  before: before as ChangeOutput['before'],
  after: after as ChangeOutput['after'],
});
const moved = (before: object, after: object): Part => ({
  ...updated(before, after),
  type: 'task.moved',
});

const related = (type: 'relation.added' | 'relation.removed', kind: RelationKind): Part => {
  const ends = { fromTaskId: 'A', toTaskId: 'B', kind };
  const isAdded = type === 'relation.added';
  return { type, entity: 'relation', before: isAdded ? {} : ends, after: isAdded ? ends : {} };
};

const missed = (days: string[], moreMissed = 0): Part => ({
  type: 'task.missed',
  before: { occurrenceOn: days[0] ?? '' },
  after: { occurrenceOn: '2026-12-29', missed: days, moreMissed },
});

test.each<[Part, string, string]>([
  [
    related('relation.added', 'blocks'),
    'Анна made the task block “B”',
    'Анна: задача теперь блокирует «B»',
  ],
  [
    related('relation.removed', 'relates'),
    'Анна: the task is not related to “B” any more',
    'Анна: задача больше не связана с «B»',
  ],
  [
    related('relation.added', 'duplicates'),
    'Анна marked the task as a duplicate of “B”',
    'Анна: задача отмечена как дубликат «B»',
  ],
  [{ type: 'task.created' }, 'Анна added the task', 'Анна: новая задача'],
  [{ type: 'task.completed' }, 'Анна completed the task', 'Анна: задача выполнена'],
  [{ type: 'comment.added' }, 'Анна commented', 'Анна: новый комментарий'],
  [
    updated({ dueOn: '2026-12-01' }, { dueOn: '2026-12-03' }),
    'Анна changed the due date from 1 Dec to 3 Dec',
    'Анна: срок 1 Dec → 3 Dec',
  ],
  [
    updated(
      { dueOn: null, dueTime: null, timeZone: null },
      { dueOn: '2026-12-03', dueTime: '09:30', timeZone: 'Europe/Moscow' },
    ),
    'Анна set the due date to 3 Dec 09:30',
    'Анна: срок — 3 Dec 09:30',
  ],
  [
    updated({ dueTime: '09:30' }, { dueTime: null }),
    'Анна removed the due time 09:30',
    'Анна: время срока 09:30 → нет',
  ],
  [
    updated({ priority: 0 }, { priority: 3 }),
    'Анна set the priority to p3',
    'Анна: приоритет — p3',
  ],
  [
    updated({ priority: 3 }, { priority: 0 }),
    'Анна removed the priority p3',
    'Анна: приоритет p3 → нет',
  ],
  [
    updated({ title: 'A', estimateMinutes: null }, { title: 'B', estimateMinutes: 30 }),
    'Анна changed the title from A to B; Анна set the estimate to 30 min',
    'Анна: название A → B; Анна: оценка — 30 min',
  ],
  [updated({ notes: '' }, { notes: 'x' }), 'Анна added notes', 'Анна: добавлены заметки'],
  [
    updated({ notes: { patch: '' } }, { notes: { length: 1, check: '' } }),
    'Анна changed the notes',
    'Анна: изменены заметки',
  ],
  [
    updated({ labelIds: ['a', 'b'] }, { labelIds: ['b', 'c', 'd'] }),
    'Анна added the labels c, d; Анна removed the label a',
    'Анна: добавлены метки c, d; Анна: снята метка a',
  ],
  [
    updated({ assigneeIds: [] }, { assigneeIds: ['Bob'] }),
    'Анна assigned Bob',
    'Анна: назначен исполнитель Bob',
  ],
  [
    moved({ projectId: 'Home', sectionId: 's' }, { projectId: 'Work', sectionId: null }),
    'Анна moved the task from Home to Work',
    'Анна: проект Home → Work',
  ],
  [
    moved({ sectionId: null }, { sectionId: 'Later' }),
    'Анна set the section to Later',
    'Анна: раздел — Later',
  ],
  [
    moved(
      { projectId: 'Home', sectionId: null, parentId: null },
      { projectId: 'Home', sectionId: 'Later', parentId: null },
    ),
    'Анна set the section to Later',
    'Анна: раздел — Later',
  ],
  [
    moved({ parentId: null }, { parentId: 'Move house' }),
    'Анна made this a subtask of “Move house”',
    'Анна: теперь подзадача задачи «Move house»',
  ],
  [moved({ order: 'a0' }, { order: 'a1' }), 'Анна changed the order', 'Анна: изменён порядок'],
  [
    updated(
      { rrule: null, anchor: null, timeZone: null },
      { rrule: 'FREQ=DAILY', anchor: 'schedule', timeZone: 'Europe/Moscow' },
    ),
    'Анна made the task repeat',
    'Анна: задача теперь повторяется',
  ],
  [
    updated({ rrule: 'FREQ=DAILY' }, { rrule: 'FREQ=WEEKLY' }),
    'Анна changed how the task repeats',
    'Анна: изменено повторение',
  ],
  [
    updated({ resetSubtasks: false }, { resetSubtasks: true }),
    'Анна changed how the task repeats',
    'Анна: изменено повторение',
  ],
  [
    updated({ rrule: 'FREQ=DAILY', timeZone: 'UTC' }, { rrule: null, timeZone: null }),
    'Анна ended the repeat',
    'Анна: задача больше не повторяется',
  ],
  [
    {
      type: 'task.completed',
      before: { occurrenceOn: '2026-12-01', dueOn: '2026-12-02' },
      after: { occurrenceOn: '2026-12-08', dueOn: '2026-12-08' },
    },
    'Анна completed the task for 1 Dec',
    'Анна: задача на 1 Dec выполнена',
  ],
  [
    {
      type: 'task.reopened',
      before: { occurrenceOn: '2026-12-08' },
      after: { occurrenceOn: '2026-12-01' },
    },
    'Анна reopened the task for 1 Dec',
    'Анна: задача на 1 Dec снова в работе',
  ],
  [
    {
      type: 'task.reopened',
      before: { status: 'done', occurrenceOn: '2026-12-01' },
      after: { status: 'cancelled', occurrenceOn: '2026-12-01' },
    },
    'Анна took the completion of 1 Dec back; the task is cancelled again',
    'Анна: выполнение за 1 Dec отменено; задача снова отменена',
  ],
  [
    {
      type: 'task.completed',
      before: { status: 'open', occurrenceOn: '2026-12-08' },
      after: { status: 'done', occurrenceOn: '2026-12-08' },
    },
    'Анна completed the task for 8 Dec',
    'Анна: задача на 8 Dec выполнена',
  ],
  [
    {
      type: 'task.skipped',
      before: { occurrenceOn: '2026-12-01', dueOn: '2026-12-02' },
      after: { occurrenceOn: '2026-12-08', dueOn: '2026-12-08' },
    },
    'Анна skipped the task for 1 Dec',
    'Анна: задача на 1 Dec пропущена',
  ],
  [missed(['2026-12-01', '2026-12-08']), 'Missed: 1 Dec, 8 Dec', 'Не сделано в срок: 1 Dec, 8 Dec'],
  [
    missed(['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'], 4),
    'Missed: 1 Dec, 2 Dec, 3 Dec, 4 Dec, 5 Dec and 5 more days',
    'Не сделано в срок: 1 Dec, 2 Dec, 3 Dec, 4 Dec, 5 Dec и ещё 5 дней',
  ],
  [
    {
      type: 'task.paused',
      before: { pausedAt: null },
      after: { pausedAt: '2026-12-01T00:00:00Z' },
    },
    'Анна paused the repeat',
    'Анна: повторение приостановлено',
  ],
  [
    {
      type: 'task.resumed',
      before: { pausedAt: '2026-12-01T00:00:00Z' },
      after: { pausedAt: null },
    },
    'Анна resumed the repeat',
    'Анна: повторение возобновлено',
  ],
  [updated({}, {}), 'Анна changed the task', 'Анна: задача изменена'],
])('%j', (part, english, russian) => {
  expect(say('en', part)).toBe(english);
  expect(say('ru', part)).toBe(russian);
});

describe('groupChanges', () => {
  const of = (...ids: string[]) =>
    ids.map((groupId, n) => ({ groupId, n }) as unknown as ChangeOutput);

  test('puts neighbours of one group together and keeps the order', () => {
    const groups = groupChanges(of('a', 'b', 'b', 'a'));
    expect(groups.map(({ groupId, changes }) => [groupId, changes.length])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 1],
    ]);
  });

  test('of nothing makes nothing', () => {
    expect(groupChanges([])).toEqual([]);
  });
});
