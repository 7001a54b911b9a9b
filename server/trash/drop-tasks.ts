import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { blankChanges } from './blank-changes.ts';

/**
 * The tables whose rows hang from a task, by the column that names it. Files of a task go here too: their rows by
 * this list, their bytes after the commit.
 */
const hanging = [
  ['comments', 'task_id'],
  ['task_labels', 'task_id'],
  ['task_assignees', 'task_id'],
  ['task_keys', 'task_id'],
  ['relations', 'from_task_id'],
  ['relations', 'to_task_id'],
  ['completions', 'task_id'],
  ['reminders', 'task_id'],
  ['hot_tasks', 'task_id'],
  ['day_plans', 'task_id'],
] as const;

/** Removes tasks that have nothing below them, with all that hangs from them and all that they said. */
export async function dropTasks(w: WriteCtx, taskIds: readonly TaskId[]): Promise<void> {
  const { workspaceId } = w.member;
  const those = sql`ANY(${sql.param(taskIds)}::uuid[])`;
  const comments = await w.db.execute<{ id: string }>(
    sql`SELECT id FROM comments WHERE workspace_id = ${workspaceId} AND task_id = ${those}`,
  );
  await blankChanges(w, [...taskIds, ...comments.rows.map(({ id }) => id)]);
  for (const [table, column] of hanging) {
    await w.db.execute(
      sql`DELETE FROM ${sql.identifier(table)} WHERE workspace_id = ${workspaceId} AND ${sql.identifier(column)} = ${those}`,
    );
  }
  await w.db.execute(sql`DELETE FROM tasks WHERE workspace_id = ${workspaceId} AND id = ${those}`);
}
