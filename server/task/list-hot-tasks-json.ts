import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { given, preparedRead } from '../../db/read-prepared.ts';
import { proveAccount } from '../auth/account.ts';
import { proveMember } from '../auth/membership.ts';
import { dayIn } from '../domain/due.ts';
import type { Ctx } from '../platform/context.ts';
import { blockedSql } from './blocked-sql.ts';
import { taskJson } from './rows.ts';
import type { TaskListHotInput } from './schema.ts';
import { taskVisible } from './scope.ts';

const most = 200;

/** The answer of `task.listHot` as the text that goes on the wire. */
export async function listHotTasksJson(ctx: Ctx, input: TaskListHotInput): Promise<string> {
  const asked = input?.workspaceId;
  const { userId, timeZone, dayStart } = asked
    ? await proveMember(ctx, asked, 'task.listHot')
    : await proveAccount(ctx, 'task.listHot');
  const allowed = ctx.principal.kind === 'token' ? ctx.principal.workspaceIds : null;
  const reach = asked ? 'one' : allowed ? 'allowed' : 'all';
  const today = dayIn(ctx.now, timeZone, dayStart);
  const [hot] = await readHot(ctx.db, reach, { userId, today, most, asked, allowed });
  return `{"items":[${hot?.items ?? ''}]}`;
}

/** The workspace that was asked for, those that a limited token may reach, or all that the caller is in. */
type Reach = 'one' | 'allowed' | 'all';

const readHot = preparedRead<Reach, { items: string | null }>((reach) => {
  const within: Record<Reach, SQL> = {
    one: sql`hot_tasks.workspace_id = ${given('asked')}`,
    allowed: sql`hot_tasks.workspace_id = ANY(${given('allowed')}::uuid[])`,
    all: sql`true`,
  };
  const viewer = { userId: given('userId'), role: sql`members.role` };
  const visible = taskVisible(viewer);
  const blocked = blockedSql(viewer, {
    workspaceId: sql`hot_tasks.workspace_id`,
    taskId: sql`hot_tasks.task_id`,
  });
  return sql`
    SELECT string_agg(json, ',' ORDER BY due_sort, due_time, task_id) AS items FROM (
      SELECT ${taskJson} AS json, hot_tasks.due_sort, hot_tasks.due_time, hot_tasks.task_id FROM hot_tasks
      JOIN tasks ON tasks.workspace_id = hot_tasks.workspace_id AND tasks.id = hot_tasks.task_id
      JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
      JOIN members ON members.workspace_id = hot_tasks.workspace_id AND members.user_id = ${given('userId')} AND members.removed_at IS NULL
      JOIN workspaces ON workspaces.id = members.workspace_id AND workspaces.deleted_at IS NULL
      WHERE hot_tasks.user_id = ${given('userId')} AND hot_tasks.hot_from <= ${given('today')}::date AND ${within[reach]}
        AND tasks.is_open AND projects.archived_at IS NULL AND ${visible} AND NOT ${blocked}
      ORDER BY hot_tasks.due_sort, hot_tasks.due_time, hot_tasks.task_id LIMIT ${given('most')}) hot`;
});
