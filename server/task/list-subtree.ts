import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId, TaskId, UserId } from '../domain/ids.ts';

/** A task below another: what moving it needs to know. */
export type SubtreeTask = {
  id: TaskId;
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
  order: string;
  number: number;
  /** 1 for a child, 2 for a grandchild. */
  depth: number;
  assigneeIds: UserId[];
};

/** All that hangs below a task, deleted ones too, for they move with it. */
export async function listSubtree(ctx: WriteCtx, taskId: TaskId): Promise<SubtreeTask[]> {
  const found = await ctx.db.execute<SubtreeTask>(sql`
    WITH RECURSIVE below AS (
      SELECT t.*, 1 AS depth FROM tasks t WHERE t.workspace_id = ${ctx.member.workspaceId} AND t.parent_id = ${taskId}
      UNION ALL
      SELECT t.*, below.depth + 1 FROM tasks t JOIN below ON t.workspace_id = below.workspace_id AND t.parent_id = below.id)
    SELECT id, project_id AS "projectId", section_id AS "sectionId", parent_id AS "parentId", "order", number, depth,
      ARRAY(SELECT a.user_id FROM task_assignees a WHERE a.workspace_id = below.workspace_id AND a.task_id = below.id) AS "assigneeIds"
    FROM below ORDER BY depth, "order"`);
  return found.rows;
}
