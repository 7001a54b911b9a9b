import { and, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { Possession } from '../domain/filter/ast.ts';
import type { ClauseTest, InstantField, ResolvedFilter } from '../domain/filter/resolve-filter.ts';
import { bug } from '../platform/bugs.ts';
import type { Viewer } from '../project/scope.ts';
import { blockedSql } from './blocked-sql.ts';

/**
 * SQL: true where the filter lets the row of `tasks` in the same query through, as `matches` has it, and never null.
 * It asks nothing of another workspace than the row's; the caller says which, that the task is not deleted, and that
 * the viewer sees it. What blocks it is asked as the viewer sees that. Overdue, days and open tasks are asked as the indexes have them.
 */
export function filterSql(filter: ResolvedFilter, viewer: Viewer): SQL {
  const sqlOf = (one: ResolvedFilter) => filterSql(one, viewer);
  switch (filter.kind) {
    case 'and':
      return and(...filter.of.map(sqlOf)) ?? sql`true`;
    case 'or':
      return joinAny(filter.of.map(sqlOf));
    case 'not':
      return sql`NOT (${sqlOf(filter.of)})`;
    case 'clause':
      return testSql(filter.test, viewer);
  }
}

function joinAny(each: SQL[]): SQL {
  if (bug('filter-brackets-lost')) return sql.join(each, sql` OR `);
  return or(...each) ?? sql`false`;
}

function testSql(test: ClauseTest, viewer: Viewer): SQL {
  switch (test.kind) {
    case 'days':
      return test.field === 'due' ? dueWithin(test) : within(sql`${tasks.startOn}`, test);
    case 'instants':
      return isSince(instants[test.field], test);
    case 'none':
      return nothing[test.field];
    case 'overdue':
      return sql`(${tasks.isOpen} AND ${tasks.dueSort} < ${test.today}::date)`;
    case 'status':
      return test.status === 'open' ? sql`${tasks.isOpen}` : sql`${tasks.status} = ${test.status}`;
    case 'priority':
      return sql`${tasks.priority} BETWEEN ${test.from}::int AND ${test.to}::int`;
    case 'label':
      return sql`EXISTS (SELECT 1 FROM task_labels tl WHERE tl.workspace_id = tasks.workspace_id
        AND tl.task_id = tasks.id AND tl.label_id ${anyOf(test.ids)})`;
    case 'project':
      return sql`${tasks.projectId} ${anyOf(test.ids)}`;
    case 'section':
      return known(sql`${tasks.sectionId} ${anyOf(test.ids)}`);
    case 'assignee':
      return sql`EXISTS (SELECT 1 FROM task_assignees ta WHERE ta.workspace_id = tasks.workspace_id
        AND ta.task_id = tasks.id AND ta.user_id ${anyOf(test.ids)})`;
    case 'author':
      return known(sql`${tasks.createdBy} ${anyOf(test.ids)}`);
    case 'text':
      return contains(test.text);
    case 'repeat':
      return test.yes ? sql`${tasks.rrule} IS NOT NULL` : sql`${tasks.rrule} IS NULL`;
    case 'blocked':
      return test.yes ? isBlocked(viewer) : sql`NOT ${isBlocked(viewer)}`;
    case 'has':
      return possesses[test.what];
    case 'estimate':
      return within(sql`${tasks.estimateMinutes}`, test);
    case 'subtask':
      return sql`${tasks.parentId} IS NOT NULL`;
    case 'key':
      return sql`(${tasks.number} = ${test.number}::int AND ${tasks.projectId} ${anyOf(test.projectIds)})`;
  }
}

/** SQL: what is unknown of a null counts as false, so that "not" of it is true. */
function known(condition: SQL): SQL {
  return bug('filter-nulls-lost') ? sql`(${condition})` : sql`(${condition}) IS TRUE`;
}

function anyOf(ids: readonly string[]): SQL {
  const [id] = ids;
  return ids.length === 1 ? sql`= ${id}::uuid` : sql`= ANY(${sql.param(ids)}::uuid[])`;
}

/** SQL: a due by the column that the indexes hold, where none is infinitely late. */
function dueWithin({ from, to }: { from: string | null; to: string | null }): SQL {
  const start = from === null ? undefined : sql`${tasks.dueSort} >= ${from}::date`;
  const end =
    to === null ? sql`${tasks.dueSort} < 'infinity'` : sql`${tasks.dueSort} <= ${to}::date`;
  return and(start, end)!;
}

/** SQL: both ends count; the type of an end follows from the column. */
function within<T extends string | number>(
  column: SQL,
  { from, to }: { from: T | null; to: T | null },
): SQL {
  const start = from === null ? undefined : sql`${column} >= ${from}`;
  const end = to === null ? undefined : sql`${column} <= ${to}`;
  return known(and(start, end)!);
}

const instants: Record<InstantField, SQL> = {
  created: sql`${tasks.createdAt}`,
  updated: sql`${tasks.updatedAt}`,
  completed: sql`${tasks.completedAt}`,
};

function isSince(
  column: SQL,
  { since, before }: { since: string | null; before: string | null },
): SQL {
  const start = since === null ? undefined : sql`${column} >= ${since}::timestamptz`;
  const end = before === null ? undefined : sql`${column} < ${before}::timestamptz`;
  return known(and(start, end)!);
}

const nothing: Record<Extract<ClauseTest, { kind: 'none' }>['field'], SQL> = {
  due: sql`${tasks.dueSort} = 'infinity'`,
  start: sql`${tasks.startOn} IS NULL`,
  completed: sql`${tasks.completedAt} IS NULL`,
  estimate: sql`${tasks.estimateMinutes} IS NULL`,
  label: sql`NOT EXISTS (SELECT 1 FROM task_labels tl JOIN labels l ON l.workspace_id = tl.workspace_id AND l.id = tl.label_id
    WHERE tl.workspace_id = tasks.workspace_id AND tl.task_id = tasks.id AND l.deleted_at IS NULL)`,
  assignee: sql`NOT EXISTS (SELECT 1 FROM task_assignees ta
    WHERE ta.workspace_id = tasks.workspace_id AND ta.task_id = tasks.id)`,
};

const possesses: Record<Possession, SQL> = {
  notes: sql`${tasks.notes} <> ''`,
  subtasks: sql`EXISTS (SELECT 1 FROM tasks below WHERE below.workspace_id = tasks.workspace_id
    AND below.parent_id = tasks.id AND below.deleted_at IS NULL)`,
  comments: sql`EXISTS (SELECT 1 FROM comments c WHERE c.workspace_id = tasks.workspace_id
    AND c.task_id = tasks.id AND c.deleted_at IS NULL)`,
  attachments: sql`EXISTS (SELECT 1 FROM attachments a WHERE a.workspace_id = tasks.workspace_id
    AND a.task_id = tasks.id AND a.deleted_at IS NULL AND (a.comment_id IS NULL OR EXISTS (
      SELECT 1 FROM comments c WHERE c.workspace_id = a.workspace_id AND c.id = a.comment_id AND c.deleted_at IS NULL)))`,
};

const isBlocked = (viewer: Viewer): SQL =>
  blockedSql(viewer, { workspaceId: sql`tasks.workspace_id`, taskId: sql`tasks.id` });

/**
 * SQL: a folded text stands in the title or in the notes. Notes that no write has folded since the column came are folded
 * here, as nearly as Postgres can.
 */
function contains(text: string): SQL {
  const escaped = bug('filter-wildcards') ? text : text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const pattern = sql`${`%${escaped}%`}::text`;
  return sql`(${tasks.titleFolded} LIKE ${pattern} OR (${tasks.notes} <> ''
    AND coalesce(${tasks.notesFolded}, replace(lower(normalize(${tasks.notes}, NFKC)), 'ё', 'е')) LIKE ${pattern}))`;
}
