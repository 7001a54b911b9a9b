import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { notifications } from '../../db/schema/trail.ts';
import { members, projects, workspaces } from '../../db/schema/workspaces.ts';
import type { NotificationId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Account } from '../platform/member.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';
import { notificationColumns } from './rows.ts';
import { mostUnread } from './schema.ts';
import type { NotificationOutput } from './schema.ts';

/** The workspaces that a limited token may reach; null for all. */
export function reachOf({ principal }: Ctx): WorkspaceId[] | null {
  return principal.kind === 'token' ? principal.workspaceIds : null;
}

/**
 * What the person was notified of and still sees, the newest first.
 * @param which what else must be true of a row of `notifications`
 */
export async function listNotificationRows(
  ctx: Ctx,
  { userId }: Account,
  which: { also: SQL | undefined; limit: number },
): Promise<NotificationOutput[]> {
  const reach = reachOf(ctx);
  return ctx.db
    .select(notificationColumns)
    .from(notifications)
    .innerJoin(
      members,
      and(eq(members.workspaceId, notifications.workspaceId), eq(members.userId, userId)),
    )
    .innerJoin(workspaces, eq(workspaces.id, notifications.workspaceId))
    .innerJoin(
      tasks,
      and(eq(tasks.workspaceId, notifications.workspaceId), eq(tasks.id, notifications.taskId)),
    )
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(notifications.userId, userId),
        isNull(members.removedAt),
        isNull(workspaces.deletedAt),
        isNull(tasks.deletedAt),
        isNull(tasks.purgingAt),
        taskVisible({ userId, role: sql`${members.role}` }),
        reach ? inArray(notifications.workspaceId, reach) : undefined,
        which.also,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(which.limit);
}

/** How many of them are unread, counted up to a hundred. */
export async function countUnread(ctx: Ctx, account: Account): Promise<number> {
  const which = { also: isNull(notifications.readAt), limit: mostUnread };
  return (await listNotificationRows(ctx, account, which)).length;
}

/** Refuses ids that are not of what the person was notified of and still sees. */
export async function requireNotifications(
  ctx: Ctx,
  account: Account,
  ids: readonly NotificationId[],
): Promise<void> {
  const which = { also: inArray(notifications.id, [...ids]), limit: ids.length };
  const found = await listNotificationRows(ctx, account, which);
  if (found.length < new Set(ids).size) throw notFound('notification');
}
