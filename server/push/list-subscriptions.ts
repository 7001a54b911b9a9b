import { proveAccount } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import { vapidOf } from '../platform/vapid.ts';
import { subscriptionOutputOf } from './rows.ts';
import type { PushListOutput } from './schema.ts';
import { listSubscriptionRows } from './scope.ts';

/** The caller's browsers that are told by push, and the key that a browser subscribes for. */
export async function listSubscriptions(ctx: Ctx): Promise<PushListOutput> {
  const account = await proveAccount(ctx, 'push.list');
  const rows = await listSubscriptionRows(ctx, account);
  const { publicKey } = vapidOf(ctx.runtime.secrets);
  return { publicKey, items: rows.map((row) => subscriptionOutputOf(row, ctx.principal)) };
}
