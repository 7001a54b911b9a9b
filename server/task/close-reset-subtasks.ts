import { sql } from 'drizzle-orm';
import { instantText } from '../../db/columns.ts';
import type { Change } from '../change/rows.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskStatus } from '../domain/enums.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';

/** The change that completed an occurrence, and the subtasks that were opened again with it. */
type Reset = { change: Change; taskIds: readonly TaskId[] };

type Found = { id: TaskId; projectId: ProjectId; status: TaskStatus; completedAt: string | null };

/** Closes subtasks again as they were before an occurrence was completed; what was touched since stays as it is. */
export async function closeResetSubtasks(
  w: WriteCtx,
  record: Record,
  { change, taskIds }: Reset,
): Promise<void> {
  if (taskIds.length === 0) return;
  const { workspaceId } = w.member;
  const found = await w.db.execute<Found>(sql`
    UPDATE tasks t SET status = (c.before ->> 'status')::task_status,
      completed_at = (c.before ->> 'completedAt')::timestamptz, version = t.version + 1, updated_at = ${w.now}
    FROM changes c
    WHERE c.workspace_id = ${workspaceId} AND c.seq = ${change.seq} AND c.type = 'task.reopened' AND c.before ? 'status'
      AND t.workspace_id = c.workspace_id AND t.id = c.entity_id AND t.id = ANY(${sql.param([...taskIds])}::uuid[])
      AND t.status = 'open' AND t.deleted_at IS NULL
    RETURNING t.id, t.project_id AS "projectId", t.status, ${instantText(sql`t.completed_at`)} AS "completedAt"`);
  for (const { id, projectId, status, completedAt } of found.rows) {
    record({
      type: status === 'cancelled' ? 'task.cancelled' : 'task.completed',
      entityId: id,
      projectId,
      before: { status: 'open', completedAt: null },
      after: { status, completedAt },
    });
  }
}
