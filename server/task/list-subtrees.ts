import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId, UserId } from '../domain/ids.ts';
import type { TaskPlace } from './rewrite-places.ts';

/** A task below another: what moving it needs to know. */
export type SubtreeTask = TaskPlace & {
  rootId: TaskId;
  /** 1 for a child, 2 for a grandchild. */
  depth: number;
  /** True where it, or one between it and the root, is deleted. */
  isHidden: boolean;
  assigneeIds: UserId[];
};

/** All that hangs below tasks, hidden ones too, for they move with it. */
export async function listSubtrees(ctx: WriteCtx, taskIds: TaskId[]): Promise<SubtreeTask[]> {
  const { workspaceId } = ctx.member;
  const place = sql`t.id, t.project_id, t.section_id, t.parent_id, t."order", t.number`;
  const found = await ctx.db.execute<SubtreeTask>(sql`
    WITH RECURSIVE below AS (
      SELECT ${place}, t.parent_id AS root_id, 1 AS depth, t.deleted_at IS NOT NULL AS is_hidden
      FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.parent_id = ANY(${sql.param(taskIds)}::uuid[])
      UNION ALL
      SELECT ${place}, below.root_id, below.depth + 1, below.is_hidden OR t.deleted_at IS NOT NULL
      -- The offset keeps this a probe for each, where the planner would read the whole workspace.
      FROM below CROSS JOIN LATERAL (
        SELECT * FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.parent_id = below.id OFFSET 0) t)
    SELECT root_id AS "rootId", depth, is_hidden AS "isHidden", id, project_id AS "projectId", section_id AS "sectionId",
      parent_id AS "parentId", "order", number,
      ARRAY(SELECT a.user_id FROM task_assignees a
        WHERE a.workspace_id = ${workspaceId} AND a.task_id = below.id ORDER BY a.user_id) AS "assigneeIds"
    FROM below ORDER BY depth, "order"`);
  return found.rows;
}
