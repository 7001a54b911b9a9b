import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { NotificationId, UserId, WorkspaceId } from '../domain/ids.ts';

/** What a person was notified of. */
export type Told = { workspaceId: WorkspaceId; notificationId: NotificationId; userId: UserId };

/**
 * Writes a message for each browser of the people who are notified, in the transaction that notifies, under its id: so
 * it has one tag, however often it is tried. What it says, and whether it is still for them, is looked up as it is sent.
 */
export async function queuePushes(db: Db, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  const column = <K extends keyof Told>(name: K) => sql.param(told.map((one) => one[name]));
  await db.execute(sql`
    INSERT INTO pushes (subscription_id, notification_id, workspace_id)
    SELECT push_subscriptions.id, told.id, told.workspace_id
    FROM unnest(${column('notificationId')}::uuid[], ${column('workspaceId')}::uuid[], ${column('userId')}::uuid[])
      AS told(id, workspace_id, user_id)
    JOIN push_subscriptions ON push_subscriptions.user_id = told.user_id
    JOIN sessions ON sessions.id = push_subscriptions.session_id
    WHERE sessions.revoked_at IS NULL AND sessions.expires_at > now()
    ON CONFLICT DO NOTHING`);
}
