import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { reminders } from '../../db/schema/trail.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ReminderId, TaskId } from '../domain/ids.ts';
import { mostReminders } from '../domain/limits.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { getTaskForUpdate, projectOfTask, taskVisible } from '../task/scope.ts';
import type { ScopedTask } from '../task/scope.ts';
import { reminderColumns, reminderOutputOf } from './rows.ts';
import type { ReminderRow } from './rows.ts';

const taskOfReminder = and(
  eq(tasks.workspaceId, reminders.workspaceId),
  eq(tasks.id, reminders.taskId),
);

/**
 * The member's own reminders of tasks that they see, oldest first.
 * @param which what else must be true of a row of `reminders`
 */
export async function listReminderRows(
  ctx: Ctx,
  member: Member,
  which: { also: SQL | undefined; limit: number },
): Promise<ReminderRow[]> {
  return ctx.db
    .select(reminderColumns)
    .from(reminders)
    .innerJoin(tasks, taskOfReminder)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(reminders.workspaceId, member.workspaceId),
        eq(reminders.userId, member.userId),
        isNull(tasks.deletedAt),
        isNull(tasks.purgingAt),
        taskVisible(member),
        which.also,
      ),
    )
    .orderBy(reminders.createdAt, reminders.id)
    .limit(which.limit);
}

/**
 * A reminder of the caller's own, with the task that it is of, which they still see.
 * @throws NOT_FOUND, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getReminderForUpdate(
  w: WriteCtx,
  reminderId: ReminderId,
  options: { expectedVersion?: number | undefined },
): Promise<{ row: ReminderRow; task: ScopedTask }> {
  const which = { also: eq(reminders.id, reminderId), limit: 1 };
  const [row] = await listReminderRows(w, w.member, which);
  if (!row) throw notFound('reminder');
  const task = await getTaskForUpdate(w, row.taskId);
  const current = reminderOutputOf(row);
  expectVersion(row, { what: 'reminder', version: options.expectedVersion, current });
  return { row, task };
}

/** Refuses one more reminder where the caller has as many on a task as one may. */
export async function requireReminderRoom(w: WriteCtx, taskId: TaskId): Promise<void> {
  const { rows } = await w.db.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM reminders
    WHERE workspace_id = ${w.member.workspaceId} AND task_id = ${taskId} AND user_id = ${w.member.userId}`);
  if ((rows[0]?.count ?? 0) < mostReminders) return;
  const message = `You have ${mostReminders} reminders on this task: delete one first.`;
  throw new CairnError('CONFLICT', message);
}

/**
 * SQL: true where the person of a row of `told` is still to be reminded: its task is open, not paused or put away, and seen by
 * them. For a query with `wantedJoins`.
 */
export const isWanted: SQL = sql`coalesce(
  users.disabled_at IS NULL AND users.deleted_at IS NULL AND members.removed_at IS NULL AND workspaces.deleted_at IS NULL
  AND tasks.is_open AND tasks.paused_at IS NULL AND tasks.purging_at IS NULL AND projects.archived_at IS NULL
  AND ${taskVisible({ userId: sql`users.id`, role: sql`members.role` })}, false)`;

/** SQL: the joins that `isWanted` needs beside a table `told` with a workspace, a person and a task. */
export const wantedJoins: SQL = sql`
  JOIN users ON users.id = told.user_id
  JOIN members ON members.workspace_id = told.workspace_id AND members.user_id = told.user_id
  JOIN workspaces ON workspaces.id = told.workspace_id
  JOIN tasks ON tasks.workspace_id = told.workspace_id AND tasks.id = told.task_id
  JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id`;
