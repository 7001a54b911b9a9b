import type { TaskStatus } from '../enums.ts';

/** The fields of a task that hold a day, or an instant that falls on one. */
export const dayFields = ['due', 'start', 'created', 'updated', 'completed'] as const;
export type DayField = (typeof dayFields)[number];

export const dayUnits = ['day', 'week', 'month', 'year'] as const;
export type DayUnit = (typeof dayUnits)[number];

/** A day: `YYYY-MM-DD`, or so many units from the viewer's today (0 days is today). */
export type DayPoint =
  | { kind: 'date'; day: string }
  | { kind: 'shift'; count: number; unit: DayUnit };

export const spans = [
  'this-week',
  'next-week',
  'last-week',
  'this-month',
  'next-month',
  'last-month',
  'this-year',
] as const;
export type Span = (typeof spans)[number];

/** Both ends of a range count; an end that is null is open. One of the two is there. */
export type Days =
  | { kind: 'none' }
  | { kind: 'range'; from: DayPoint | null; to: DayPoint | null }
  | { kind: 'span'; span: Span };

export type Who = { kind: 'me' } | { kind: 'nobody' } | { kind: 'named'; name: string };

export const possessions = ['notes', 'subtasks', 'comments', 'attachments'] as const;
export type Possession = (typeof possessions)[number];

/** `any`: in some section, whichever. */
export type SectionName = { kind: 'any' } | { kind: 'named'; name: string };

/** One question about a task. */
export type Clause =
  | { kind: 'days'; field: DayField; days: Days }
  /** Open, and due before today. */
  | { kind: 'overdue' }
  | { kind: 'status'; status: TaskStatus }
  /** 0 to 3, both ends count. */
  | { kind: 'priority'; from: number; to: number }
  /** Null: without a label. */
  | { kind: 'label'; name: string | null }
  /** A null section: all of the project. */
  | { kind: 'project'; name: string; section: SectionName | null }
  | { kind: 'assignee'; who: Who }
  | { kind: 'author'; who: Exclude<Who, { kind: 'nobody' }> }
  /** Stands in title or notes, whatever the letters' case. */
  | { kind: 'text'; text: string }
  | { kind: 'repeat'; yes: boolean }
  | { kind: 'blocked'; yes: boolean }
  | { kind: 'has'; what: Possession }
  /** Minutes, both ends count; null twice: without an estimate. */
  | { kind: 'estimate'; from: number | null; to: number | null }
  | { kind: 'subtask' }
  /** `HOME-12`; the project's key is in capitals. */
  | { kind: 'key'; project: string; number: number };

/**
 * A filter in normal form, as `allOf`, `anyOf` and `negate` make it: groups have two members or more and none of their
 * own kind, a `not` stands over no other. The one exception is `everything`, a group without a member.
 */
export type Filter = Group | Negation | Clause;
export type Group = { kind: 'and'; of: Filter[] } | { kind: 'or'; of: Filter[] };
export type Negation = { kind: 'not'; of: Filter };

/** What an empty text asks for: every task. */
export const everything: Filter = { kind: 'and', of: [] };

/** True of what lets every task through because nothing is asked. */
export function isEverything(filter: Filter): boolean {
  return filter.kind === 'and' && filter.of.length === 0;
}

export function isClause(filter: Filter): filter is Clause {
  return filter.kind !== 'and' && filter.kind !== 'or' && filter.kind !== 'not';
}

/** The filter that all of these make together; `everything` asks for nothing and is left out. */
export function allOf(filters: readonly Filter[]): Filter {
  return join('and', filters);
}

/** The filter that any of these makes; of none or with `everything` among them: `everything`. */
export function anyOf(filters: readonly Filter[]): Filter {
  return filters.some(isEverything) ? everything : join('or', filters);
}

/** The filter that lets through what this one does not; `everything` cannot be negated. */
export function negate(filter: Filter): Filter {
  return filter.kind === 'not' ? filter.of : { kind: 'not', of: filter };
}

function join(kind: Group['kind'], filters: readonly Filter[]): Filter {
  const of = filters.flatMap((one) =>
    one.kind === kind || isEverything(one) ? membersOf(one) : one,
  );
  const [first] = of;
  if (!first) return everything;
  return of.length === 1 ? first : { kind, of };
}

function membersOf(filter: Filter): Filter[] {
  return filter.kind === 'and' || filter.kind === 'or' ? filter.of : [filter];
}

/** The clauses of a filter, in its order. */
export function clausesOf(filter: Filter): Clause[] {
  if (isClause(filter)) return [filter];
  return filter.kind === 'not' ? clausesOf(filter.of) : filter.of.flatMap(clausesOf);
}

/** True of a clause and of a clause that is negated. */
export function isLiteral(filter: Filter): boolean {
  return isClause(filter) || (filter.kind === 'not' && isClause(filter.of));
}
