import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { bug } from '../platform/bugs.ts';
import type { Viewer } from '../project/scope.ts';
import { nothingAboveDeleted } from './rows.ts';
import { taskVisible } from './scope.ts';

/**
 * SQL: true where a task blocks the given one that is itself open, not put away with what it stands in, and that the
 * viewer sees: for whoever does not see it there is none. The page says the same (`app/_client/store/blocked.ts`).
 */
export function blockedSql(viewer: Viewer, task: { workspaceId: SQL; taskId: SQL }): SQL {
  const visible = bug('blocker-tells-all')
    ? sql`projects.deleted_at IS NULL AND ${nothingAboveDeleted}`
    : taskVisible(viewer);
  return sql`EXISTS (
    SELECT 1 FROM relations r WHERE r.workspace_id = ${task.workspaceId} AND r.to_task_id = ${task.taskId} AND r.kind = 'blocks' AND EXISTS (
      SELECT 1 FROM tasks JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
      WHERE tasks.workspace_id = r.workspace_id AND tasks.id = r.from_task_id AND tasks.is_open
        AND projects.archived_at IS NULL AND ${visible}
      -- The offset keeps this one question a relation, whatever the planner believes of a new table.
      OFFSET 0))`;
}
