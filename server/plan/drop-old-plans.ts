import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { keptDays } from '../domain/limits.ts';

/**
 * Takes tasks that were closed long ago out of the caller's plan. A closed one keeps its place until then: opened
 * again, or where closing it is taken back, it stands where it stood. Nothing is recorded, for nothing looks different.
 */
export async function dropOldPlans(w: WriteCtx): Promise<void> {
  const { workspaceId, userId } = w.member;
  await w.db.execute(sql`
    DELETE FROM day_plans USING tasks
    WHERE day_plans.workspace_id = ${workspaceId} AND day_plans.user_id = ${userId}
      AND tasks.workspace_id = day_plans.workspace_id AND tasks.id = day_plans.task_id
      AND NOT tasks.is_open AND tasks.completed_at < now() - ${keptDays} * interval '1 day'`);
}
