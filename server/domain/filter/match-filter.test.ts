import { describe, expect, test } from 'vitest';
import type { LabelId, ProjectId, SectionId, TaskId, UserId } from '../ids.ts';
import { fromChips, toChips } from './chips.ts';
import type { ChipGroups } from './chips.ts';
import { matches, whyMatches } from './match-filter.ts';
import type { FilterTask } from './match-filter.ts';
import { parseFilter } from './parse-filter.ts';
import { resolveFilter } from './resolve-filter.ts';
import type { FilterContext, ResolvedFilter } from './resolve-filter.ts';
import { writeClause, writeFilter } from './write-filter.ts';

const context: FilterContext = {
  today: '2026-11-26',
  timeZone: 'Europe/Moscow',
  weekStart: 'monday',
  me: 'me' as UserId,
  names: {
    labels: [{ id: 'home' as LabelId, name: 'home' }],
    projects: [
      {
        id: 'work' as ProjectId,
        name: 'Work',
        key: 'WORK',
        sections: [{ id: 'todo' as SectionId, name: 'To do' }],
      },
    ],
    people: [{ id: 'ann' as UserId, name: 'Ann' }],
  },
};

const plain: FilterTask = {
  projectId: 'inbox' as ProjectId,
  sectionId: null,
  parentId: null,
  number: 7,
  title: 'Plain',
  notes: '',
  status: 'open',
  priority: 0,
  startOn: null,
  dueOn: null,
  estimateMinutes: null,
  labelIds: [],
  assigneeIds: [],
  createdBy: null,
  commentCount: 0,
  attachmentCount: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  completedAt: null,
  hasSubtasks: false,
  repeats: false,
  isBlocked: false,
};

function filterOf(text: string) {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.filter;
}

function resolved(text: string): ResolvedFilter {
  const found = resolveFilter(filterOf(text), context);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found;
}

const passes = (text: string, task: Partial<FilterTask>) =>
  matches(resolved(text), { ...plain, ...task });

/** A filter, a task that it lets through and one that it does not. */
const cases: [text: string, yes: Partial<FilterTask>, no: Partial<FilterTask>][] = [
  ['today', { dueOn: '2026-11-26' }, { dueOn: '2026-11-27' }],
  ['due:none', { startOn: '2026-11-26' }, { dueOn: '2026-11-26' }],
  ['start:none', { dueOn: '2026-11-26' }, { startOn: '2026-11-26' }],
  ['due:..today', { dueOn: '2020-01-01' }, {}],
  ['due:today..', { dueOn: '2999-12-31' }, {}],
  ['!due:..today', {}, { dueOn: '2026-11-26' }],
  ['this-week', { dueOn: '2026-11-29' }, { dueOn: '2026-11-30' }],
  ['overdue', { dueOn: '2026-11-25' }, { dueOn: '2026-11-26' }],
  ['overdue', { dueOn: '2026-11-25' }, { dueOn: '2026-11-25', status: 'done' }],
  ['overdue', { dueOn: '2026-11-25' }, {}],
  [
    'created:today',
    { createdAt: '2026-11-25T21:00:00.000Z' },
    { createdAt: '2026-11-25T20:59:59.999Z' },
  ],
  [
    'created:today',
    { createdAt: '2026-11-26T20:59:59.999Z' },
    { createdAt: '2026-11-26T21:00:00.000Z' },
  ],
  ['completed:..today', { completedAt: '2026-11-26T12:00:00.000Z' }, {}],
  ['completed:none', {}, { completedAt: '2026-11-26T12:00:00.000Z' }],
  ['updated:-1d..', { updatedAt: '2026-11-25T00:00:00.000Z' }, {}],
  ['status:done', { status: 'done' }, { status: 'cancelled' }],
  ['priority:2..', { priority: 2 }, { priority: 1 }],
  ['priority:none', {}, { priority: 1 }],
  ['@home', { labelIds: ['home' as LabelId] }, { labelIds: ['other' as LabelId] }],
  ['label:none', {}, { labelIds: ['other' as LabelId] }],
  ['#work', { projectId: 'work' as ProjectId }, {}],
  ['#work/*', { sectionId: 'todo' as SectionId }, { projectId: 'work' as ProjectId }],
  ['#work/"to do"', { sectionId: 'todo' as SectionId }, { sectionId: 'x' as SectionId }],
  ['assignee:me', { assigneeIds: ['ann', 'me'] as UserId[] }, { assigneeIds: ['ann'] as UserId[] }],
  ['assignee:none', {}, { assigneeIds: ['ann'] as UserId[] }],
  ['author:ann', { createdBy: 'ann' as UserId }, {}],
  ['"ёж"', { title: 'ЕЖИ' }, { title: 'уж' }],
  ['"100%"', { notes: 'to 100%' }, { notes: '100 percent' }],
  ['repeat:yes', { repeats: true }, {}],
  ['blocked:no', {}, { isBlocked: true }],
  ['has:notes', { notes: 'x' }, {}],
  ['has:subtasks', { hasSubtasks: true }, {}],
  ['has:comments', { commentCount: 1 }, {}],
  ['has:attachments', { attachmentCount: 2 }, {}],
  ['estimate:30m..1h', { estimateMinutes: 60 }, { estimateMinutes: 61 }],
  ['estimate:..1h', { estimateMinutes: 1 }, {}],
  ['estimate:none', {}, { estimateMinutes: 1 }],
  ['is:subtask', { parentId: 'above' as TaskId }, {}],
  ['key:WORK-7', { projectId: 'work' as ProjectId }, { projectId: 'work' as ProjectId, number: 8 }],
];

test.each(cases)('%s lets %o through and not %o', (text, yes, no) => {
  expect([passes(text, yes), passes(text, no)]).toEqual([true, false]);
});

test('an empty filter lets everything through', () => {
  expect(passes('', {})).toBe(true);
});

describe('why is this here?', () => {
  const why = (text: string, task: Partial<FilterTask>) =>
    whyMatches(resolved(text), { ...plain, ...task }).map(
      ({ clause, negated }) => `${negated ? '!' : ''}${writeClause(clause, 'en')}`,
    );
  const late = { dueOn: '2026-11-25', priority: 3 };

  test.each<[string, Partial<FilterTask>, string[]]>([
    ['today | overdue', late, ['overdue']],
    ['today | overdue & priority:3', late, ['overdue', 'priority:3']],
    [
      '(today | overdue | priority:2..) & !due:none',
      late,
      ['overdue', 'priority:2..', '!due:none'],
    ],
    ['!(today | priority:1)', late, ['!today', '!priority:1']],
    ['!(today & overdue)', late, ['!today']],
    ['today', late, []],
    ['', late, []],
  ])('%s', (text, task, reasons) => {
    expect(why(text, task)).toEqual(reasons);
  });
});

describe('chips', () => {
  const shown = (groups: ChipGroups) =>
    groups.map((chips) =>
      chips.map((chip) =>
        chip.kind === 'formula'
          ? `{${writeFilter(chip.filter, 'en')}}`
          : `${chip.negated ? '!' : ''}${writeClause(chip.clause, 'en')}`,
      ),
    );

  test.each<[string, string[][]]>([
    ['', []],
    ['today', [['today']]],
    ['!today', [['!today']]],
    ['today & !@home', [['today', '!@home']]],
    ['today | overdue & @home', [['today'], ['overdue', '@home']]],
    ['!(today | @home)', [['!today', '!@home']]],
    ['!(today & @home)', [['!today'], ['!@home']]],
    ['(today | overdue) & @home', [['{today | overdue}', '@home']]],
    ['!(today & @home) & overdue', [['{!today | !@home}', 'overdue']]],
    [
      'today | @home & (overdue | tomorrow & @b)',
      [['today'], ['@home', '{overdue | tomorrow & @b}']],
    ],
  ])('%s', (text, groups) => {
    expect(shown(toChips(filterOf(text)))).toEqual(groups);
  });

  test('groups without a chip are left out', () => {
    const [chip] = toChips(filterOf('today'))[0]!;
    expect(fromChips([[], [chip!], []])).toEqual(filterOf('today'));
    expect(fromChips([[], []])).toEqual(filterOf(''));
  });
});
