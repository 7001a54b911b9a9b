import { sql } from 'drizzle-orm';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { rightOnProject } from '../project/scope.ts';
import { taskColumns } from './rows.ts';

/** The tasks of a project, or those that one person is assigned. */
export type Where = { projectId: ProjectId } | { userId: UserId };

/** A task that people are assigned who are members and do not see it. */
export type Losing = {
  id: TaskId;
  projectId: ProjectId;
  assigneeIds: UserId[];
  strangers: UserId[];
};

/** Some of the tasks to which people are assigned who do not see them any more. */
export async function listLosing(
  ctx: Ctx,
  { workspaceId }: Pick<Member, 'workspaceId'>,
  { where, most }: { where: Where; most: number },
): Promise<Losing[]> {
  const right = rightOnProject({ userId: sql`ta.user_id`, role: sql`m.role` });
  const asked =
    'userId' in where
      ? sql`ta.user_id = ${where.userId}`
      : sql`tasks.project_id = ${where.projectId}`;
  const found = await ctx.db.execute<Losing>(sql`
    SELECT tasks.id, tasks.project_id AS "projectId", ${taskColumns.assigneeIds} AS "assigneeIds",
      array_agg(ta.user_id) AS strangers
    FROM task_assignees ta
    JOIN tasks ON tasks.workspace_id = ta.workspace_id AND tasks.id = ta.task_id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    JOIN members m ON m.workspace_id = ta.workspace_id AND m.user_id = ta.user_id AND m.removed_at IS NULL
    WHERE ta.workspace_id = ${workspaceId} AND ${asked} AND ${right} IS NULL
    GROUP BY tasks.workspace_id, tasks.id, tasks.project_id
    LIMIT ${most}`);
  return found.rows;
}
