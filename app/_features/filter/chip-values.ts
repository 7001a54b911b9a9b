import type { Clause, DayField, DayPoint, Days } from '../../../server/domain/filter/ast.ts';
import { possessions } from '../../../server/domain/filter/ast.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import type { Field } from '../../../server/domain/filter/words.ts';
import { taskStatuses } from '../../../server/domain/enums.ts';

/** The fields that a chip can be made of, those that are asked for most first. */
export const chipFields = [
  'due',
  'status',
  'priority',
  'label',
  'project',
  'assignee',
  'text',
  'start',
  'completed',
  'created',
  'updated',
  'author',
  'repeat',
  'blocked',
  'has',
  'estimate',
  'is',
] as const satisfies readonly Field[];
export type ChipField = (typeof chipFields)[number];

/** What may be written instead of being chosen: days, minutes, a text. */
export const writtenFields: ReadonlySet<ChipField> = new Set<ChipField>([
  'due',
  'start',
  'completed',
  'created',
  'updated',
  'text',
  'estimate',
]);

/** The field that a condition is of; undefined for what is only written, as a key is. */
export function fieldOf(clause: Clause): ChipField | undefined {
  if (clause.kind === 'days') return clause.field;
  if (clause.kind === 'overdue') return 'due';
  if (clause.kind === 'subtask') return 'is';
  return clause.kind === 'key' ? undefined : clause.kind;
}

/** The conditions of a field that can be chosen, by what there is in the workspace. */
export function clausesFor(field: ChipField, names: FilterNames): readonly Clause[] {
  switch (field) {
    case 'due':
      return [
        ...daysOf('due', [day(0), day(1), span('this-week'), span('next-week'), next(7)]),
        { kind: 'overdue' },
        ...daysOf('due', [{ kind: 'none' }]),
      ];
    case 'start':
      return daysOf('start', [day(0), day(1), until(0), span('this-week'), { kind: 'none' }]);
    case 'created':
    case 'updated':
    case 'completed':
      return daysOf(field, [day(0), day(-1), since(-7), span('this-week'), span('this-month')]);
    case 'status':
      return taskStatuses.map((status) => ({ kind: 'status', status }));
    case 'priority':
      return [3, 2, 1, 0]
        .map((level): Clause => ({ kind: 'priority', from: level, to: level }))
        .toSpliced(1, 0, { kind: 'priority', from: 2, to: 3 });
    case 'label':
      return [
        ...names.labels.map(({ name }): Clause => ({ kind: 'label', name })),
        { kind: 'label', name: null },
      ];
    case 'project':
      return names.projects.flatMap(projectClauses);
    case 'assignee':
    case 'author':
      return peopleClauses(field, names);
    case 'repeat':
    case 'blocked':
      return [true, false].map((yes) => ({ kind: field, yes }));
    case 'has':
      return possessions.map((what) => ({ kind: 'has', what }));
    case 'estimate':
      return [
        { kind: 'estimate', from: null, to: 30 },
        { kind: 'estimate', from: null, to: 60 },
        { kind: 'estimate', from: 60, to: null },
        { kind: 'estimate', from: null, to: null },
      ];
    case 'is':
      return [{ kind: 'subtask' }];
    case 'text':
      return [];
  }
}

function projectClauses({ name, sections }: FilterNames['projects'][number]): Clause[] {
  const inSections = sections.map((one): Clause => {
    return { kind: 'project', name, section: { kind: 'named', name: one.name } };
  });
  return [{ kind: 'project', name, section: null }, ...inSections];
}

function peopleClauses(kind: 'assignee' | 'author', { people }: FilterNames): Clause[] {
  const me: Clause = { kind, who: { kind: 'me' } };
  const nobody: Clause[] = kind === 'assignee' ? [{ kind, who: { kind: 'nobody' } }] : [];
  const named = people.map(({ name }): Clause => ({ kind, who: { kind: 'named', name } }));
  return [me, ...nobody, ...named];
}

const daysOf = (field: DayField, all: readonly Days[]): Clause[] =>
  all.map((days) => ({ kind: 'days', field, days }));
const point = (count: number): DayPoint => ({ kind: 'shift', count, unit: 'day' });
const day = (count: number): Days => ({ kind: 'range', from: point(count), to: point(count) });
const next = (count: number): Days => ({ kind: 'range', from: point(0), to: point(count) });
const since = (count: number): Days => ({ kind: 'range', from: point(count), to: null });
const until = (count: number): Days => ({ kind: 'range', from: null, to: point(count) });
const span = (name: Extract<Days, { kind: 'span' }>['span']): Days => ({
  kind: 'span',
  span: name,
});
