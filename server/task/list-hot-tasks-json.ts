import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { readPrepared } from '../../db/read-prepared.ts';
import { proveAccount } from '../auth/account.ts';
import { proveMember } from '../auth/membership.ts';
import { dayIn } from '../domain/due.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { nothingAboveDeleted, taskJson, jsonArray } from './rows.ts';
import type { TaskListHotInput } from './schema.ts';
import { taskVisible } from './scope.ts';

const most = 200;

/** The answer of `task.listHot` as the text that goes on the wire. */
export async function listHotTasksJson(ctx: Ctx, input: TaskListHotInput): Promise<string> {
  const asked = input?.workspaceId;
  const { userId, timeZone, dayStart } = asked
    ? await proveMember(ctx, asked, 'task.listHot')
    : await proveAccount(ctx, 'task.listHot');
  const today = dayIn(ctx.now, timeZone, dayStart);
  const rows = await readPrepared<{ json: string }>(
    ctx.db,
    sql`
    SELECT ${taskJson} AS json FROM hot_tasks
    JOIN tasks ON tasks.workspace_id = hot_tasks.workspace_id AND tasks.id = hot_tasks.task_id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    JOIN members ON members.workspace_id = hot_tasks.workspace_id AND members.user_id = ${userId} AND members.removed_at IS NULL
    JOIN workspaces ON workspaces.id = members.workspace_id AND workspaces.deleted_at IS NULL
    WHERE hot_tasks.user_id = ${userId} AND hot_tasks.hot_from <= ${today}::date AND ${withinReach(ctx, asked)}
      AND tasks.is_open AND projects.archived_at IS NULL
      AND ${taskVisible({ userId, role: sql`members.role` })} AND NOT ${isBlocked}
    ORDER BY hot_tasks.due_sort, hot_tasks.due_time, hot_tasks.task_id LIMIT ${most}`,
  );
  return `{"items":${jsonArray(rows)}}`;
}

/** SQL: the workspace that was asked for, or all that a limited token may reach. */
function withinReach({ principal }: Ctx, asked: WorkspaceId | undefined): SQL {
  if (asked) return sql`hot_tasks.workspace_id = ${asked}`;
  const allowed = principal.kind === 'token' ? principal.workspaceIds : null;
  return allowed ? sql`hot_tasks.workspace_id = ANY(${sql.param(allowed)}::uuid[])` : sql`true`;
}

/** SQL: true where a task blocks the one of `hot_tasks` that is itself open, and nothing above it put away. */
const isBlocked: SQL = sql`EXISTS (
  SELECT 1 FROM relations
  JOIN tasks ON tasks.workspace_id = relations.workspace_id AND tasks.id = relations.from_task_id
  JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
  WHERE relations.workspace_id = hot_tasks.workspace_id AND relations.to_task_id = hot_tasks.task_id AND relations.kind = 'blocks'
    AND tasks.is_open AND projects.deleted_at IS NULL AND projects.archived_at IS NULL AND ${nothingAboveDeleted})`;
