import { and, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { notifications } from '../../db/schema/trail.ts';
import { proveAccount } from '../auth/account.ts';
import { storedInstant } from '../domain/fields.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import type { NotificationListInput, NotificationListOutput } from './schema.ts';
import { countUnread, listNotificationRows } from './scope.ts';

const cursorShape = z.tuple([storedInstant, z.uuid()]);
const cursors = cursorsOf('notification.list');

/** One keyset page of what the caller was notified of, newest first, and how many of all are unread. */
export async function listNotifications(
  ctx: Ctx,
  input: NotificationListInput,
): Promise<NotificationListOutput> {
  const account = await proveAccount(ctx, 'notification.list');
  const also = and(
    input.unread ? isNull(notifications.readAt) : undefined,
    beforeNotification(ctx, input.cursor),
  );
  const rows = await listNotificationRows(ctx, account, { also, limit: input.limit + 1 });
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? cursors.seal(ctx, [last.createdAt, last.id]) : null,
    unread: await countUnread(ctx, account),
  };
}

function beforeNotification(ctx: Ctx, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${notifications.createdAt}, ${notifications.id}) < (${createdAt}::timestamptz, ${id}::uuid)`;
}
