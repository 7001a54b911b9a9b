import { sql } from 'drizzle-orm';
import { hotTaskIds } from './record.ts';
import type { ChangeDraft } from './record.ts';
import type { WriteCtx } from './write.ts';

/**
 * Makes the hot rows of the changed tasks again: of each that is open, has a due day or is urgent, one for whoever it
 * is meant for (its assignees; or its maker where there are none). `hot_from` is the first day on which it is hot,
 * so that reading is one range up to today.
 */
export async function refreshHot(ctx: WriteCtx, drafts: readonly ChangeDraft[]): Promise<void> {
  const ids = hotTaskIds(drafts);
  if (ids.length === 0) return;
  const { workspaceId } = ctx.member;
  const touched = sql`ANY(${sql.param(ids)}::uuid[])`;
  // A new task has no rows yet; making one is the write that happens most.
  if (drafts.some((draft) => draft.type !== 'task.created')) {
    await ctx.db.execute(
      sql`DELETE FROM hot_tasks WHERE workspace_id = ${workspaceId} AND task_id = ${touched}`,
    );
  }
  await ctx.db.execute(sql`
    INSERT INTO hot_tasks (workspace_id, user_id, task_id, hot_from, due_sort, due_time)
    SELECT t.workspace_id, mine.user_id, t.id,
      greatest(coalesce(t.start_on, '-infinity'), CASE WHEN t.priority = 3 THEN '-infinity' ELSE t.due_sort END),
      t.due_sort, t.due_time
    FROM tasks t CROSS JOIN LATERAL (
      SELECT a.user_id FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id
      UNION SELECT t.created_by WHERE t.created_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id)) mine
    WHERE t.workspace_id = ${workspaceId} AND t.id = ${touched} AND t.is_open AND (t.due_on IS NOT NULL OR t.priority = 3)`);
}
