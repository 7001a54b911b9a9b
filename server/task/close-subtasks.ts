import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import type { ScopedTask } from './scope.ts';

export type Closing =
  | { type: 'task.completed'; status: 'done' }
  | { type: 'task.cancelled'; status: 'cancelled' };

/** Closes what is open below a task, at any depth, so that nothing stays open under what is closed. */
export async function closeSubtasks(
  w: WriteCtx,
  record: Record,
  { row, type, status }: Closing & { row: ScopedTask },
): Promise<void> {
  const { workspaceId, projectId } = row;
  const closed = await w.db.execute<{ id: TaskId }>(sql`
    WITH RECURSIVE below AS (
      SELECT t.id, t.status FROM tasks t
      WHERE t.workspace_id = ${workspaceId} AND t.parent_id = ${row.id} AND t.deleted_at IS NULL
      UNION ALL
      SELECT t.id, t.status FROM tasks t JOIN below ON t.parent_id = below.id
      WHERE t.workspace_id = ${workspaceId} AND t.deleted_at IS NULL)
    UPDATE tasks t SET status = ${status}, completed_at = ${w.now}, version = t.version + 1, updated_at = ${w.now}
    FROM below WHERE t.workspace_id = ${workspaceId} AND t.id = below.id AND below.status = 'open'
    RETURNING t.id`);
  for (const { id } of closed.rows) {
    record({
      type,
      entityId: id,
      projectId,
      before: { status: 'open', completedAt: null },
      after: { status, completedAt: w.now },
    });
  }
}
