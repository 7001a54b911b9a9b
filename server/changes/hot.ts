import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { UserId } from '../domain/ids.ts';
import { hotTaskIds } from './record.ts';
import type { ChangeDraft } from './record.ts';
import type { WriteCtx } from './write.ts';

/**
 * Makes the hot rows of the changed tasks again: of each that is open, not paused, and has a due day or is urgent, one
 * for whoever it is meant for (its assignees; or its maker where there are none). `hot_from` is the first day on which
 * it is hot, so that reading is one range up to today.
 */
export async function refreshHot(ctx: WriteCtx, drafts: readonly ChangeDraft[]): Promise<void> {
  const ids = hotTaskIds(drafts.filter((draft) => !isMadeCold(draft)));
  if (ids.length === 0) return;
  const { workspaceId } = ctx.member;
  const touched = sql`ANY(${sql.param(ids)}::uuid[])`;
  // A new task has no rows yet; making one is the write that happens most.
  if (drafts.some((draft) => draft.type !== 'task.created')) {
    await ctx.db.execute(
      sql`DELETE FROM hot_tasks WHERE workspace_id = ${workspaceId} AND task_id = ${touched}`,
    );
  }
  await insertHot(ctx, sql`t.id = ${touched}`);
}

/** A new task without a day and an urgency is in nobody's hot ones: most are, also all that was written offline. */
function isMadeCold({ type, after = {} }: ChangeDraft): boolean {
  const { dueOn, priority } = after as { dueOn?: string | null; priority?: number };
  return type === 'task.created' && dueOn === null && priority !== 3;
}

/** Makes the hot rows of one person again, who has come back to the workspace. */
export async function refreshHotOf(ctx: WriteCtx, userId: UserId): Promise<void> {
  const theirs = sql`mine.user_id = ${userId} AND (t.created_by = ${userId} OR EXISTS (
    SELECT 1 FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id AND a.user_id = ${userId}))`;
  await insertHot(ctx, theirs);
}

/** Who has left keeps no rows, though what they were assigned stays theirs. */
async function insertHot(ctx: WriteCtx, which: SQL): Promise<void> {
  await ctx.db.execute(sql`
    INSERT INTO hot_tasks (workspace_id, user_id, task_id, hot_from, due_sort, due_time)
    SELECT t.workspace_id, mine.user_id, t.id,
      greatest(coalesce(t.start_on, '-infinity'), CASE WHEN t.priority = 3 THEN '-infinity' ELSE t.due_sort END),
      t.due_sort, t.due_time
    FROM tasks t CROSS JOIN LATERAL (
      SELECT a.user_id FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id
      UNION SELECT t.created_by WHERE t.created_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id)) mine
    JOIN members m ON m.workspace_id = t.workspace_id AND m.user_id = mine.user_id AND m.removed_at IS NULL
    WHERE t.workspace_id = ${ctx.member.workspaceId} AND ${which} AND t.is_open AND t.paused_at IS NULL
      AND (t.due_on IS NOT NULL OR t.priority = 3)`);
}
