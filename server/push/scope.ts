import { and, desc, eq } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { sessions } from '../../db/schema/accounts.ts';
import { pushSubscriptions } from '../../db/schema/pushes.ts';
import { liveSession } from '../auth/sessions.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { SubscriptionId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Account } from '../platform/member.ts';
import { subscriptionColumns } from './rows.ts';
import type { SubscriptionRow } from './rows.ts';

/** More than a person may have, should the limit have been higher once. */
const most = 200;

/** The person's browsers that are told by push, the newest first: those whose session still is. */
export async function listSubscriptionRows(
  ctx: Ctx,
  account: Account,
  also?: SQL,
): Promise<SubscriptionRow[]> {
  return ctx.db
    .select(subscriptionColumns)
    .from(pushSubscriptions)
    .innerJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
    .where(and(eq(pushSubscriptions.userId, account.userId), liveSession, also))
    .orderBy(desc(pushSubscriptions.createdAt), pushSubscriptions.id)
    .limit(most);
}

/** The id of a browser of the caller's. @throws NOT_FOUND where it is not theirs, or is told no more */
export async function requireSubscription(
  w: AccountCtx,
  id: SubscriptionId,
): Promise<SubscriptionId> {
  const found = await listSubscriptionRows(w, w.account, eq(pushSubscriptions.id, id));
  if (found.length === 0) throw notFound('subscription');
  return id;
}
