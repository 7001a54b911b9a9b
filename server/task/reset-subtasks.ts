import { sql } from 'drizzle-orm';
import { instantText } from '../../db/columns.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskStatus } from '../domain/enums.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';

type Resetting = {
  /** Tasks whose next occurrence begins with all subtasks open. */
  parents: readonly TaskId[];
  /** Tasks that are closed by the same call, and stay so. */
  except: readonly TaskId[];
};

type Found = {
  id: TaskId;
  rootId: TaskId;
  projectId: ProjectId;
  status: TaskStatus;
  completedAt: string | null;
};

/**
 * Opens what is closed below tasks, at any depth; a subtask that repeats by itself has an end of its own.
 * @returns the subtasks that were opened, by the task that they hang from
 */
export async function resetSubtasks(
  w: WriteCtx,
  record: Record,
  { parents, except }: Resetting,
): Promise<Map<TaskId, TaskId[]>> {
  if (parents.length === 0) return new Map();
  const { workspaceId } = w.member;
  const ids = (list: readonly TaskId[]) => sql`${sql.param([...list])}::uuid[]`;
  const found = await w.db.execute<Found>(sql`
    WITH RECURSIVE below AS (
      SELECT t.id, t.parent_id AS root_id, 1 AS depth FROM tasks t
      WHERE t.workspace_id = ${workspaceId} AND t.parent_id = ANY(${ids(parents)}) AND t.deleted_at IS NULL
      UNION ALL
      SELECT t.id, below.root_id, below.depth + 1 FROM tasks t JOIN below ON t.parent_id = below.id
      WHERE t.workspace_id = ${workspaceId} AND t.deleted_at IS NULL),
    closed AS (
      SELECT DISTINCT ON (t.id) t.id, below.root_id, t.project_id, t.status, t.completed_at
      FROM below JOIN tasks t ON t.workspace_id = ${workspaceId} AND t.id = below.id
      WHERE t.status <> 'open' AND t.rrule IS NULL AND t.id <> ALL(${ids(except)}) ORDER BY t.id, below.depth)
    UPDATE tasks t SET status = 'open', completed_at = NULL, version = t.version + 1, updated_at = ${w.now}
    FROM closed WHERE t.workspace_id = ${workspaceId} AND t.id = closed.id
    RETURNING t.id, closed.root_id AS "rootId", closed.project_id AS "projectId", closed.status,
      ${instantText(sql`closed.completed_at`)} AS "completedAt"`);
  for (const { id, projectId, status, completedAt } of found.rows) {
    record({
      type: 'task.reopened',
      entityId: id,
      projectId,
      before: { status, completedAt },
      after: { status: 'open', completedAt: null },
    });
  }
  const byRoot = Map.groupBy(found.rows, ({ rootId }) => rootId);
  return new Map([...byRoot].map(([rootId, rows]) => [rootId, rows.map(({ id }) => id)]));
}
