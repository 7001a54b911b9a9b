import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { FilterSort } from '../domain/enums.ts';
import type { ClauseTest, ResolvedFilter } from '../domain/filter/resolve-filter.ts';

/** Which index range a filter walks: what it selects from, how rows are found in it, what they are sorted by. */
export type FilterRange = {
  /** A table with `workspace_id`, aliased `r`. */
  from: SQL;
  taskId: SQL;
  /** The columns of the sort, the task's id behind them. */
  keys: readonly SQL[];
  where: readonly SQL[];
};

/**
 * Chooses the one index range that a filter walks. What must hold of every task narrows it where the index has that:
 * by due that is a label, a person, open tasks and days; other orders walk the workspace.
 */
export function chooseFilterRange(filter: ResolvedFilter, sort: FilterSort): FilterRange {
  if (sort !== 'due') return ofWorkspace(keys[sort], [sql`r.deleted_at IS NULL`]);
  const tests = testsOfAll(filter);
  const isOpen = tests.some(asksOpen);
  const due = [...(isOpen ? [sql`r.is_open`] : []), ...tests.flatMap(dueBounds)];
  const label = onlyIdOf(tests, 'label');
  if (label) return ofLink(sql`task_labels r`, [sql`r.label_id = ${label}::uuid`, ...due]);
  const person = onlyIdOf(tests, 'assignee');
  if (person) return ofLink(sql`task_assignees r`, [sql`r.user_id = ${person}::uuid`, ...due]);
  return ofWorkspace(keys.due, isOpen ? due : [sql`r.deleted_at IS NULL`, ...due]);
}

const keys: Record<FilterSort, readonly SQL[]> = {
  due: [sql`r.due_sort`],
  created: [sql`r.created_at`],
  updated: [sql`r.updated_at`],
  priority: [sql`(-r.priority)`, sql`r.due_sort`],
};

function ofWorkspace(by: readonly SQL[], where: readonly SQL[]): FilterRange {
  return { from: sql`tasks r`, taskId: sql`r.id`, keys: by, where };
}

function ofLink(from: SQL, where: readonly SQL[]): FilterRange {
  return { from, taskId: sql`r.task_id`, keys: keys.due, where };
}

/** The conditions that every task must pass. */
function testsOfAll(filter: ResolvedFilter): ClauseTest[] {
  const members = filter.kind === 'and' ? filter.of : [filter];
  return members.flatMap((one) => (one.kind === 'clause' ? one.test : []));
}

function asksOpen(test: ClauseTest): boolean {
  return test.kind === 'overdue' || (test.kind === 'status' && test.status === 'open');
}

function dueBounds(test: ClauseTest): SQL[] {
  if (test.kind === 'overdue') return [sql`r.due_sort < ${test.today}::date`];
  if (test.kind === 'none' && test.field === 'due') return [sql`r.due_sort = 'infinity'`];
  if (test.kind !== 'days' || test.field !== 'due') return [];
  const { from, to } = test;
  const start = from === null ? [] : [sql`r.due_sort >= ${from}::date`];
  const end = to === null ? sql`r.due_sort < 'infinity'` : sql`r.due_sort <= ${to}::date`;
  return [...start, end];
}

function onlyIdOf(tests: readonly ClauseTest[], kind: 'label' | 'assignee'): string | undefined {
  for (const test of tests) if (test.kind === kind && test.ids.length === 1) return test.ids[0];
  return undefined;
}
