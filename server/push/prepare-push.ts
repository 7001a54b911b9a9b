import { sql } from 'drizzle-orm';
import type { Locale } from '../domain/enums.ts';
import type { ReminderId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Receiver } from '../platform/push-encryption.ts';
import type { Runtime } from '../platform/runtime.ts';
import { isWanted, wantedJoins } from '../reminder/scope.ts';
import type { ClaimedPush } from './claim-push.ts';

/** To which browser a message goes, and whose it is. */
export type Addressee = Receiver & { endpoint: string; userId: UserId; locale: Locale };

/** What a message of a reminder tells of. */
export type RemindedTask = {
  workspaceId: WorkspaceId;
  taskId: TaskId;
  reminderId: ReminderId;
  title: string;
  /** `HOME-12`. */
  key: string;
  project: string;
  dueOn: string | null;
  dueTime: string | null;
  /** The zone of the due where it is not the reader's own. */
  dueZone: string | null;
  /** Of a task that repeats: which occurrence it stands at. */
  occurrenceOn: string | null;
};

/** `task` is null of a test message. */
export type PreparedPush = { to: Addressee; task: RemindedTask | null };

const addressee = sql`push_subscriptions.endpoint, push_subscriptions.p256dh, push_subscriptions.auth,
      users.id AS "userId", users.locale`;
const subscribed = sql`
    JOIN push_subscriptions ON push_subscriptions.user_id = users.id
    JOIN sessions ON sessions.id = push_subscriptions.session_id
      AND sessions.revoked_at IS NULL AND sessions.expires_at > now()`;

/**
 * To whom a message goes and what it says, right before it is sent.
 * @returns null where it is for nobody any more: the session is over, the task is closed, deleted or seen no more, or
 * the person has read it
 */
export async function preparePush(
  { db }: Pick<Runtime, 'db'>,
  { subscriptionId, notificationId, workspaceId }: ClaimedPush,
): Promise<PreparedPush | null> {
  if (workspaceId === null) {
    const { rows } = await db.execute<Addressee>(sql`
      SELECT ${addressee} FROM users ${subscribed}
      WHERE push_subscriptions.id = ${subscriptionId} AND users.disabled_at IS NULL AND users.deleted_at IS NULL`);
    const [to] = rows;
    return to ? { to, task: null } : null;
  }
  const { rows } = await db.execute<Addressee & RemindedTask>(sql`
    SELECT ${addressee}, told.workspace_id AS "workspaceId", tasks.id AS "taskId", told.reminder_id AS "reminderId",
      tasks.title, projects.key || '-' || tasks.number AS key, projects.name AS project,
      tasks.due_on::text AS "dueOn", left(tasks.due_time::text, 5) AS "dueTime",
      CASE WHEN tasks.due_time IS NOT NULL THEN nullif(tasks.time_zone, users.time_zone) END AS "dueZone",
      tasks.occurrence_on::text AS "occurrenceOn"
    FROM notifications told ${wantedJoins} ${subscribed}
    WHERE told.workspace_id = ${workspaceId} AND told.id = ${notificationId}
      AND push_subscriptions.id = ${subscriptionId} AND told.read_at IS NULL AND ${isWanted}`);
  const [row] = rows;
  if (!row) return null;
  const { endpoint, p256dh, auth, userId, locale, ...task } = row;
  return { to: { endpoint, p256dh, auth, userId, locale }, task };
}
