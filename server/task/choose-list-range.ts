import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { given } from '../../db/read-prepared.ts';
import type { ListShape } from './choose-list-shape.ts';

/** Which index range a list walks: what it selects from, how rows are found in it, what they are sorted by. */
export type ListRange = {
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
export function chooseListRange(shape: ListShape): ListRange {
  const { sort, by, onlyOpen } = shape;
  const under = by.includes('parentId') ? [sql`r.parent_id = ${given('parentId')}`] : [];
  const living = [...under, sql`r.deleted_at IS NULL`];
  if (sort === 'order')
    return own(sql`r."order"`, [sql`r.project_id = ${given('projectId')}`, ...living]);
  if (sort === 'created') return own(sql`r.created_at`, living);
  if (sort === 'updated') return own(sql`r.updated_at`, living);
  const due = [...(onlyOpen ? [sql`r.is_open`] : []), ...dueWindow(shape)];
  if (by.includes('labelIds'))
    return link(sql`task_labels r`, [sql`r.label_id = ${given('labelId')}`, ...due]);
  if (by.includes('assigneeId'))
    return link(sql`task_assignees r`, [sql`r.user_id = ${given('assigneeId')}`, ...due]);
  return own(sql`r.due_sort`, [...(onlyOpen ? under : living), ...due]);
}

function own(key: SQL, where: SQL[]): ListRange {
  return { from: sql`tasks r`, taskId: sql`r.id`, key, where };
}

function link(from: SQL, where: SQL[]): ListRange {
  return { from, taskId: sql`r.task_id`, key: sql`r.due_sort`, where };
}

function dueWindow({ by }: ListShape): SQL[] {
  const window: SQL[] = [];
  if (by.includes('dueAfter')) window.push(sql`r.due_sort >= ${given('dueAfter')}::date`);
  if (by.includes('dueBefore')) window.push(sql`r.due_sort < ${given('dueBefore')}::date`);
  else if (by.includes('dueAfter')) window.push(sql`r.due_sort < 'infinity'::date`);
  return window;
}
