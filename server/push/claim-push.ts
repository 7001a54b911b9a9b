import { sql } from 'drizzle-orm';
import type { NotificationId, SubscriptionId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** A message that is to be tried now. */
export type ClaimedPush = {
  subscriptionId: SubscriptionId;
  notificationId: NotificationId;
  /** Whose browser it goes to. */
  userId: UserId;
  /** Null of a test message. */
  workspaceId: WorkspaceId | null;
  failures: number;
  /** Nobody wants it any more. */
  isOld: boolean;
};

/**
 * Takes the message that waits longest, and says when its browser is tried again before it is tried: a crash in between
 * is a failed try, and the pause longer than a try may take. A browser has one message on its way, so one that fails
 * holds up no other. Times are kept rounded to milliseconds, so "now" may lie a little ahead.
 * @param busy persons whose messages wait for now
 */
export async function claimPush(
  { db }: Pick<Runtime, 'db'>,
  busy: readonly UserId[] = [],
): Promise<ClaimedPush | null> {
  const { rows } = await db.execute<ClaimedPush>(sql`
    UPDATE push_subscriptions SET failures = failures + 1,
      next_try_at = now() + least(15 * power(2, least(failures, 20)), 1800) * interval '1 second'
    FROM (
      SELECT p.*, p.created_at < now() - interval '1 day' AS is_old
      FROM pushes p JOIN push_subscriptions s ON s.id = p.subscription_id
      WHERE s.next_try_at <= now() + interval '1 millisecond' AND s.user_id <> ALL(${sql.param([...busy])}::uuid[])
      ORDER BY p.created_at, p.notification_id LIMIT 1
      FOR UPDATE OF s SKIP LOCKED) next
    WHERE push_subscriptions.id = next.subscription_id
    RETURNING next.subscription_id AS "subscriptionId", next.notification_id AS "notificationId",
      push_subscriptions.user_id AS "userId", next.workspace_id AS "workspaceId", push_subscriptions.failures, next.is_old AS "isOld"`);
  return rows[0] ?? null;
}
