import { sessions } from '../../db/schema/accounts.ts';
import { pushSubscriptions } from '../../db/schema/pushes.ts';
import type { SubscriptionId } from '../domain/ids.ts';
import type { Principal } from '../platform/context.ts';
import type { SubscriptionOutput } from './schema.ts';

/** What an answer shows of `push_subscriptions` joined to `sessions`. */
export const subscriptionColumns = {
  id: pushSubscriptions.id,
  sessionId: pushSubscriptions.sessionId,
  userAgent: sessions.userAgent,
  createdAt: pushSubscriptions.createdAt,
  lastUsedAt: pushSubscriptions.lastUsedAt,
};

export type SubscriptionRow = {
  id: SubscriptionId;
  sessionId: string;
  userAgent: string | null;
  createdAt: string;
  lastUsedAt: string | null;
};

/** The row as the caller sees it. */
export function subscriptionOutputOf(
  { sessionId, ...row }: SubscriptionRow,
  principal: Principal,
): SubscriptionOutput {
  return { ...row, current: principal.kind === 'user' && principal.sessionId === sessionId };
}
