import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { badField } from '../platform/errors.ts';
import type { TaskListInput, TaskSort } from './schema.ts';

/** Which index range a list walks: what it selects from, how rows are found in it, what they are sorted by. */
export type ListRange = {
  sort: TaskSort;
  /** A table with `workspace_id`, aliased `r`. */
  from: SQL;
  taskId: SQL;
  /** The sort value, as a row of the range and as text for the cursor. */
  key: SQL;
  where: SQL[];
};

/**
 * Chooses the one index range that a list walks (a project by order; an assignee, a label or the workspace by due;
 * the workspace by creation or update); every other filter is applied to the rows inside it, but for the parent:
 * its few children are an index range of their own, which is sorted.
 */
export function chooseListRange(input: TaskListInput): ListRange {
  const sort = input.sort ?? (input.projectId ? 'order' : 'due');
  const under = input.parentId ? [sql`r.parent_id = ${input.parentId}`] : [];
  const living = [...under, sql`r.deleted_at IS NULL`];
  const open = input.status === 'open' ? [sql`r.is_open`] : [];
  if (sort === 'order') {
    if (!input.projectId)
      throw badField(['sort'], 'order is the order within a project: send projectId with it');
    return own(sort, sql`r."order"`, [sql`r.project_id = ${input.projectId}`, ...living]);
  }
  if (sort === 'created') return own(sort, sql`r.created_at`, living);
  if (sort === 'updated') return own(sort, sql`r.updated_at`, living);
  const due = [...open, ...dueWindow(input)];
  const [labelId] = input.labelIds ?? [];
  if (labelId) return link(sql`task_labels r`, [sql`r.label_id = ${labelId}`, ...due]);
  if (input.assigneeId)
    return link(sql`task_assignees r`, [sql`r.user_id = ${input.assigneeId}`, ...due]);
  return own(sort, sql`r.due_sort`, [...(open.length ? under : living), ...due]);
}

function own(sort: TaskSort, key: SQL, where: SQL[]): ListRange {
  return { sort, from: sql`tasks r`, taskId: sql`r.id`, key, where };
}

function link(from: SQL, where: SQL[]): ListRange {
  return { sort: 'due', from, taskId: sql`r.task_id`, key: sql`r.due_sort`, where };
}

function dueWindow(input: TaskListInput): SQL[] {
  const window: SQL[] = [];
  if (input.dueAfter) window.push(sql`r.due_sort >= ${input.dueAfter}::date`);
  if (input.dueBefore) window.push(sql`r.due_sort < ${input.dueBefore}::date`);
  else if (input.dueAfter) window.push(sql`r.due_sort < 'infinity'::date`);
  return window;
}
