import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { hotTasks } from '../../db/schema/trail.ts';
import { members, projects, workspaces } from '../../db/schema/workspaces.ts';
import { proveAccount } from '../auth/account.ts';
import { proveMember } from '../auth/membership.ts';
import { dayIn } from '../domain/due.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { nothingAboveDeleted, taskColumns, taskOutputOf } from './rows.ts';
import type { TaskListHotInput, TaskOutput } from './schema.ts';
import { projectOfTask, taskVisible } from './scope.ts';

const most = 200;

/**
 * The tasks that the caller needs now, at most 200: overdue by due, then today's by time, then urgent ones
 * without a due day. "Today" is the caller's own. In one workspace, or over all that they are in.
 * @throws NOT_FOUND for a workspace that the caller is not in
 */
export async function listHotTasks(
  ctx: Ctx,
  input: TaskListHotInput,
): Promise<{ items: TaskOutput[] }> {
  const asked = input?.workspaceId;
  const { userId, timeZone, dayStart } = asked
    ? await proveMember(ctx, asked, 'task.listHot')
    : await proveAccount(ctx, 'task.listHot');
  const today = dayIn(ctx.now, timeZone, dayStart);
  const rows = await ctx.db
    .select(taskColumns)
    .from(hotTasks)
    .innerJoin(
      tasks,
      sql`${tasks.workspaceId} = ${hotTasks.workspaceId} AND ${tasks.id} = ${hotTasks.taskId}`,
    )
    .innerJoin(projects, projectOfTask)
    .innerJoin(
      members,
      sql`${members.workspaceId} = ${hotTasks.workspaceId} AND ${members.userId} = ${userId} AND ${members.removedAt} IS NULL`,
    )
    .innerJoin(
      workspaces,
      sql`${workspaces.id} = ${members.workspaceId} AND ${workspaces.deletedAt} IS NULL`,
    )
    .where(
      sql`${hotTasks.userId} = ${userId} AND ${hotTasks.hotFrom} <= ${today}::date AND ${withinReach(ctx, asked)}
        AND ${tasks.isOpen} AND ${projects.archivedAt} IS NULL
        AND ${taskVisible({ userId, role: sql`${members.role}` })} AND NOT ${isBlocked}`,
    )
    .orderBy(hotTasks.dueSort, hotTasks.dueTime, hotTasks.taskId)
    .limit(most);
  return { items: rows.map(taskOutputOf) };
}

/** SQL: the workspace that was asked for, or all that a limited token may reach. */
function withinReach({ principal }: Ctx, asked: WorkspaceId | undefined): SQL {
  if (asked) return sql`${hotTasks.workspaceId} = ${asked}`;
  const allowed = principal.kind === 'token' ? principal.workspaceIds : null;
  return allowed ? sql`${hotTasks.workspaceId} = ANY(${sql.param(allowed)}::uuid[])` : sql`true`;
}

/** SQL: true where a task blocks the one of `hot_tasks` that is itself open, and nothing above it put away. */
const isBlocked: SQL = sql`EXISTS (
  SELECT 1 FROM relations
  JOIN tasks ON tasks.workspace_id = relations.workspace_id AND tasks.id = relations.from_task_id
  JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
  WHERE relations.workspace_id = ${hotTasks.workspaceId} AND relations.to_task_id = ${hotTasks.taskId} AND relations.kind = 'blocks'
    AND tasks.is_open AND projects.deleted_at IS NULL AND projects.archived_at IS NULL AND ${nothingAboveDeleted})`;
