import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { notifications } from '../../db/schema/trail.ts';
import { proveAccount } from '../auth/account.ts';
import { signedIn } from '../auth/membership.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { nudgeNotified } from './nudge-notified.ts';
import type { NotificationMarkReadInput, NotificationMarkReadOutput } from './schema.ts';
import { countUnread, reachOf, requireNotifications } from './scope.ts';

/**
 * The caller has read certain ones, or all that there are; what was read before stays read as it was.
 * @throws NOT_FOUND where one of them is not theirs, or of a task that they see no more
 */
export async function markNotificationsRead(
  ctx: Ctx,
  input: NotificationMarkReadInput,
): Promise<NotificationMarkReadOutput> {
  const writing = { action: 'notification.markRead', input, guard: proveAccount } as const;
  const answer = await writeAccount(ctx, writing, async (w) => {
    const { ids } = input;
    if (ids) await requireNotifications(w, w.account, ids);
    const reach = reachOf(w);
    await w.db
      .update(notifications)
      .set({ readAt: sql`now()` })
      .where(
        and(
          eq(notifications.userId, w.account.userId),
          isNull(notifications.readAt),
          ids ? inArray(notifications.id, ids) : undefined,
          reach ? inArray(notifications.workspaceId, reach) : undefined,
        ),
      );
    return { unread: await countUnread(w, w.account) };
  });
  nudgeNotified(ctx, [signedIn(ctx.principal)]);
  return answer;
}
