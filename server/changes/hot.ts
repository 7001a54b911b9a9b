import { sql } from 'drizzle-orm';
import { hotTaskIds } from './record.ts';
import type { ChangeDraft } from './record.ts';
import type { WriteCtx } from './write.ts';

/**
 * Makes the hot rows of the changed tasks, and of those that they block, again.
 * Hot = open, not blocked, mine (I am an assignee; or nobody is and I made it), with a due day or urgent;
 * `hot_from` is the first day on which that holds, so that reading is one comparison with today.
 */
export async function refreshHot(ctx: WriteCtx, drafts: readonly ChangeDraft[]): Promise<void> {
  const ids = hotTaskIds(drafts);
  if (ids.length === 0) return;
  const touched = sql`(
    SELECT unnest(${sql.param(ids)}::uuid[]) AS id
    UNION SELECT r.to_task_id FROM relations r
    WHERE r.workspace_id = ${ctx.member.workspaceId} AND r.kind = 'blocks' AND r.from_task_id = ANY(${sql.param(ids)}::uuid[]))`;
  // A new task has no rows yet; making one is the write that happens most.
  if (drafts.some((draft) => draft.type !== 'task.created')) {
    await ctx.db.execute(sql`
      DELETE FROM hot_tasks h USING ${touched} touched
      WHERE h.workspace_id = ${ctx.member.workspaceId} AND h.task_id = touched.id`);
  }
  await ctx.db.execute(sql`
    INSERT INTO hot_tasks (workspace_id, user_id, task_id, hot_from, due_sort, due_time)
    SELECT t.workspace_id, mine.user_id, t.id,
      greatest(coalesce(t.start_on, '-infinity'), CASE WHEN t.priority = 3 THEN '-infinity' ELSE t.due_sort END),
      t.due_sort, t.due_time
    FROM ${touched} touched
    JOIN tasks t ON t.workspace_id = ${ctx.member.workspaceId} AND t.id = touched.id
    CROSS JOIN LATERAL (
      SELECT a.user_id FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id
      UNION SELECT t.created_by WHERE t.created_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id)) mine
    WHERE t.is_open AND (t.due_on IS NOT NULL OR t.priority = 3) AND NOT EXISTS (
      SELECT 1 FROM relations r JOIN tasks b ON b.workspace_id = r.workspace_id AND b.id = r.from_task_id
      WHERE r.workspace_id = t.workspace_id AND r.to_task_id = t.id AND r.kind = 'blocks' AND b.is_open)`);
}
