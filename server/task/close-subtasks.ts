import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import type { ScopedTask } from './scope.ts';

const closed = {
  complete: { type: 'task.completed', status: 'done' },
  cancel: { type: 'task.cancelled', status: 'cancelled' },
} as const;

type Closing = {
  /** As they were before they were closed. */
  rows: readonly ScopedTask[];
  action: keyof typeof closed;
};

/** Closes what is open below tasks that were open, at any depth. What is opened there afterwards stays open. */
export async function closeSubtasks(
  w: WriteCtx,
  record: Record,
  { rows, action }: Closing,
): Promise<void> {
  const { workspaceId } = w.member;
  const { type, status } = closed[action];
  const parents = rows.filter((row) => row.status === 'open').map(({ id }) => id);
  if (parents.length === 0) return;
  const found = await w.db.execute<{ id: TaskId; projectId: ProjectId }>(sql`
    WITH RECURSIVE below AS (
      SELECT t.id FROM tasks t
      WHERE t.workspace_id = ${workspaceId} AND t.parent_id = ANY(${sql.param(parents)}::uuid[]) AND t.deleted_at IS NULL
      UNION
      SELECT t.id FROM tasks t JOIN below ON t.parent_id = below.id
      WHERE t.workspace_id = ${workspaceId} AND t.deleted_at IS NULL)
    UPDATE tasks t SET status = ${status}, completed_at = ${w.now}, version = t.version + 1, updated_at = ${w.now}
    FROM below WHERE t.workspace_id = ${workspaceId} AND t.id = below.id AND t.status = 'open'
    RETURNING t.id, t.project_id AS "projectId"`);
  for (const { id, projectId } of found.rows) {
    record({
      type,
      entityId: id,
      projectId,
      before: { status: 'open', completedAt: null },
      after: { status, completedAt: w.now },
    });
  }
}
