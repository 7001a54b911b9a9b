import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

/** Of each of these tasks: how many of the others it hangs below. */
export async function countTasksAbove(
  w: WriteCtx,
  taskIds: TaskId[],
): Promise<Map<TaskId, number>> {
  const ids = sql.param(taskIds);
  // Each climbs by itself: one climb of all is planned as a join with the whole workspace.
  const found = await w.db.execute<{ id: TaskId; above: number }>(sql`
    SELECT root.id, (
      WITH RECURSIVE above AS (
        SELECT t.parent_id FROM tasks t WHERE t.workspace_id = ${w.member.workspaceId} AND t.id = root.id
        UNION ALL
        SELECT t.parent_id FROM above JOIN tasks t ON t.workspace_id = ${w.member.workspaceId} AND t.id = above.parent_id)
      SELECT count(*)::int FROM above WHERE parent_id = ANY(${ids}::uuid[])) AS above
    FROM unnest(${ids}::uuid[]) AS root(id)`);
  return new Map(found.rows.map((row) => [row.id, row.above]));
}
