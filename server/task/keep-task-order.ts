import { sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import type { Siblings } from './order-task.ts';

/** The order key that a task had, or the next free one where a sibling has taken it since. */
export async function keepTaskOrder(
  w: WriteCtx,
  siblings: Siblings,
  task: { id: TaskId; order: string },
): Promise<string> {
  const { projectId, sectionId, parentId } = siblings;
  const found = await w.db.execute<{ order: string }>(sql`
    SELECT DISTINCT t."order" FROM ${tasks} t
    WHERE t.workspace_id = ${w.member.workspaceId} AND t.project_id = ${projectId} AND t.deleted_at IS NULL
      AND t.section_id IS NOT DISTINCT FROM ${sectionId}::uuid AND t.parent_id IS NOT DISTINCT FROM ${parentId}::uuid
      AND t."order" >= ${task.order} AND t.id <> ${task.id}
    ORDER BY t."order" LIMIT 2`);
  const [same, next] = found.rows;
  if (same?.order !== task.order) return task.order;
  return rankBetween(task.order, next?.order ?? null);
}
