import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type {
  NotificationId,
  SessionId,
  SubscriptionId,
  UserId,
  WorkspaceId,
} from '../../server/domain/ids.ts';
import { bytes, createdAt, idColumn, instant } from '../columns.ts';
import { sessions, users } from './accounts.ts';

/** Browsers that want to be told by push: one of each session, with which it ends. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    id: idColumn<SubscriptionId>('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    sessionId: idColumn<SessionId>('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** Where the push service of that browser takes messages; who knows it can send there. */
    endpoint: text('endpoint').notNull(),
    endpointHash: bytes('endpoint_hash').notNull(),
    p256dh: bytes('p256dh').notNull(),
    auth: bytes('auth').notNull(),
    createdAt: createdAt(),
    /** When a message was taken last. */
    lastUsedAt: instant('last_used_at'),
    /** Tries in a row that failed, and when the next may be. */
    failures: integer('failures').notNull().default(0),
    nextTryAt: instant('next_try_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    uniqueIndex('push_subscriptions_endpoint').on(t.endpointHash),
    uniqueIndex('push_subscriptions_session').on(t.sessionId),
    index('push_subscriptions_user').on(t.userId),
    check('push_subscriptions_keys', sql`length(${t.p256dh}) = 65 AND length(${t.auth}) = 16`),
    check('push_subscriptions_failures', sql`${t.failures} >= 0`),
  ],
);

/** Messages that are to go out to a browser: written with the notification, gone once they are taken or over. */
export const pushes = pgTable(
  'pushes',
  {
    subscriptionId: idColumn<SubscriptionId>('subscription_id')
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    notificationId: idColumn<NotificationId>('notification_id').notNull(),
    /** Where the notification lies; null of a test message, which tells of none. */
    workspaceId: idColumn<WorkspaceId>('workspace_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.notificationId] }),
    index('pushes_age').on(t.createdAt),
  ],
);
