import { pushes } from '../../db/schema/pushes.ts';
import { proveAccount } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { NotificationId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { PushTestInput, PushTestOutput } from './schema.ts';
import { requireSubscription } from './scope.ts';

/** Sends a message to one of the caller's browsers that says that it works. One that still waits is not sent twice. */
export async function testPush(ctx: Ctx, input: PushTestInput): Promise<PushTestOutput> {
  const writing = { action: 'push.test', input, guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w) => {
    const subscriptionId = await requireSubscription(w, input.subscriptionId);
    // It tells of nothing, so it stands under the browser's own id.
    const notificationId = subscriptionId as string as NotificationId;
    await w.db
      .insert(pushes)
      .values({ subscriptionId, notificationId, workspaceId: null })
      .onConflictDoNothing();
    return { id: subscriptionId, queued: true };
  });
}
