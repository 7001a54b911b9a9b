import { eq } from 'drizzle-orm';
import { pushSubscriptions } from '../../db/schema/pushes.ts';
import { proveAccount } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import type { PushUnsubscribeInput, PushUnsubscribeOutput } from './schema.ts';
import { requireSubscription } from './scope.ts';

/** One of the caller's browsers is told by push no more; what waits for it is not sent. */
export async function unsubscribePush(
  ctx: Ctx,
  input: PushUnsubscribeInput,
): Promise<PushUnsubscribeOutput> {
  const writing = { action: 'push.unsubscribe', input, guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    const id = await requireSubscription(w, input.subscriptionId);
    await w.db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id));
    audit('push.unsubscribe', { subscriptionId: id });
    return { id, deleted: true };
  });
}
