import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { maxDepth } from '../domain/depth.ts';
import type { TaskId } from '../domain/ids.ts';
import { badField } from '../platform/errors.ts';
import { forTask } from './for-task.ts';

const message = `tasks nest at most ${maxDepth} deep; move the one above it up first`;

/** Refuses deleted tasks that would come back, with what hangs below them, deeper than tasks may nest. */
export async function requireDepth(w: WriteCtx, rows: { id: TaskId }[]): Promise<void> {
  const { workspaceId } = w.member;
  const found = await w.db.execute<{ id: TaskId }>(sql`
    SELECT root.id FROM unnest(${sql.param(rows.map((row) => row.id))}::uuid[]) AS root(id)
    WHERE (
      WITH RECURSIVE above AS (
        SELECT t.parent_id FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.id = root.id
        UNION ALL
        SELECT t.parent_id FROM above JOIN tasks t ON t.workspace_id = ${workspaceId} AND t.id = above.parent_id)
      SELECT count(*) FROM above
    ) + (
      WITH RECURSIVE below AS (
        SELECT root.id, 0 AS height
        UNION ALL
        SELECT t.id, below.height + 1 FROM below
        JOIN tasks t ON t.workspace_id = ${workspaceId} AND t.parent_id = below.id AND t.deleted_at IS NULL)
      SELECT max(height) FROM below) > ${maxDepth}`);
  const tooDeep = new Set(found.rows.map((row) => row.id));
  for (const { id } of rows) {
    await forTask(id, () => {
      if (tooDeep.has(id)) throw badField(['taskId'], message);
    });
  }
}
