import { sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { hotTasks } from '../../db/schema/trail.ts';
import { members, projects, workspaces } from '../../db/schema/workspaces.ts';
import { proveAccount } from '../auth/account.ts';
import { dayIn } from '../domain/due.ts';
import type { Ctx } from '../platform/context.ts';
import { taskColumns, taskOutputOf } from './rows.ts';
import type { TaskListHotInput, TaskOutput } from './schema.ts';
import { projectOfTask, taskVisible } from './scope.ts';

const most = 200;

/**
 * The tasks that the caller needs now, at most 200: overdue by due, then today's by time, then urgent ones
 * without a due day. "Today" is the caller's own. In one workspace, or over all that they are in.
 */
export async function listHotTasks(
  ctx: Ctx,
  input: TaskListHotInput,
): Promise<{ items: TaskOutput[] }> {
  const account = await proveAccount(ctx, 'task.listHot');
  const today = dayIn(ctx.now, account.timeZone, account.dayStart);
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
      sql`${members.workspaceId} = ${hotTasks.workspaceId} AND ${members.userId} = ${account.userId} AND ${members.removedAt} IS NULL`,
    )
    .innerJoin(
      workspaces,
      sql`${workspaces.id} = ${members.workspaceId} AND ${workspaces.deletedAt} IS NULL`,
    )
    .where(
      sql`${hotTasks.userId} = ${account.userId} AND ${hotTasks.hotFrom} <= ${today}::date
        AND ${tasks.isOpen} AND ${projects.archivedAt} IS NULL
        AND ${withinReach(ctx, input)} AND ${taskVisible({ userId: account.userId, role: sql`${members.role}` })}`,
    )
    .orderBy(hotTasks.dueSort, hotTasks.dueTime, hotTasks.taskId)
    .limit(most);
  return { items: rows.map(taskOutputOf) };
}

/** SQL: the workspaces that were asked for and that a limited token may reach. */
function withinReach(ctx: Ctx, input: TaskListHotInput) {
  const allowed = ctx.principal.kind === 'token' ? ctx.principal.workspaceIds : null;
  const asked = input?.workspaceId;
  return sql`(${asked ? sql`${hotTasks.workspaceId} = ${asked}` : sql`true`}
    AND ${allowed ? sql`${hotTasks.workspaceId} = ANY(${sql.param(allowed)}::uuid[])` : sql`true`})`;
}
