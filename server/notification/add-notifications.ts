import type { Db } from '../../db/client.ts';
import { notifications } from '../../db/schema/trail.ts';
import type { NotificationId, ReminderId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';

/** Somebody who is to be notified of something; `id` is that of the row, should it be the first. */
export type Notice = {
  workspaceId: WorkspaceId;
  id: NotificationId;
  userId: UserId;
  taskId: TaskId;
  reminderId: ReminderId;
  firedAt: string;
};

/**
 * Writes down what people are notified of, in the transaction of what it tells of.
 * @returns those that were not written down before: a reminder that goes off at an instant does so once
 */
export async function addNotifications(
  db: Db,
  notices: readonly Notice[],
): Promise<Set<NotificationId>> {
  if (notices.length === 0) return new Set();
  const made = await db
    .insert(notifications)
    .values(notices.map((notice) => ({ ...notice, kind: 'reminder' as const })))
    .onConflictDoNothing({
      target: [notifications.workspaceId, notifications.reminderId, notifications.firedAt],
    })
    .returning({ id: notifications.id });
  return new Set(made.map(({ id }) => id));
}
