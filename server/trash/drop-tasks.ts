import { sql } from 'drizzle-orm';
import { dropFiles } from '../attachment/drop-files.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { blankChanges } from './blank-changes.ts';
import { dropHanging } from './drop-hanging.ts';

/** The tables whose rows hang from a task, by the column that names it; files, whose bytes go too, come before. */
const hanging = [
  ['comments', 'task_id'],
  ['task_labels', 'task_id'],
  ['task_assignees', 'task_id'],
  ['task_keys', 'task_id'],
  ['relations', 'from_task_id'],
  ['relations', 'to_task_id'],
  ['completions', 'task_id'],
  // Before what they notify of: whoever delivers one holds its row meanwhile.
  ['reminders', 'task_id'],
  ['notifications', 'task_id'],
  ['hot_tasks', 'task_id'],
  ['day_plans', 'task_id'],
] as const;

/**
 * Removes tasks that have nothing below them, with all that hangs from them and all that they said; they themselves
 * go last.
 * @returns false where there was more than one transaction may do: then they are still there
 */
export async function dropTasks(
  w: WriteCtx,
  taskIds: readonly TaskId[],
  hasRoom: () => boolean,
): Promise<boolean> {
  const { workspaceId } = w.member;
  const those = sql`ANY(${sql.param(taskIds)}::uuid[])`;
  const below = await w.db.execute<{ id: string }>(sql`
    SELECT id FROM comments WHERE workspace_id = ${workspaceId} AND task_id = ${those}
    UNION ALL SELECT id FROM attachments WHERE workspace_id = ${workspaceId} AND task_id = ${those}`);
  const said = [...taskIds, ...below.rows.map(({ id }) => id)];
  if (!(await blankChanges(w, said, hasRoom))) return false;
  await dropFiles(w, { taskIds });
  if (!(await dropHanging(w, { hanging, ids: taskIds }, hasRoom))) return false;
  await w.db.execute(sql`DELETE FROM tasks WHERE workspace_id = ${workspaceId} AND id = ${those}`);
  return true;
}
