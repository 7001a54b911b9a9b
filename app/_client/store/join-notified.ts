import type { NotificationListOutput } from '../../../server/notification/schema.ts';
import type { Notified } from './notified.ts';

/** What is shown once the newest were read again: what is older stays, read where nothing is unread. */
export function withNewest(was: Notified, page: NotificationListOutput): Notified {
  const { items, unread, nextCursor } = page;
  const last = items.at(-1);
  if (last === undefined || nextCursor === null)
    return { status: 'ready', items, unread, nextCursor };
  const known = new Set(items.map(({ id }) => id));
  const older = was.items.filter(
    ({ id, createdAt }) => createdAt <= last.createdAt && !known.has(id),
  );
  if (older.length === 0) return { status: 'ready', items, unread, nextCursor };
  const readAt = last.createdAt;
  const told = unread > 0 ? older : older.map((one) => ({ ...one, readAt: one.readAt ?? readAt }));
  return { status: 'ready', items: [...items, ...told], unread, nextCursor: was.nextCursor };
}

/** What is shown once what is older was read on. */
export function withOlder(was: Notified, page: NotificationListOutput): Notified {
  const known = new Set(was.items.map(({ id }) => id));
  const items = [...was.items, ...page.items.filter(({ id }) => !known.has(id))];
  return { status: 'ready', items, unread: page.unread, nextCursor: page.nextCursor };
}

/** The same with some marked read, all of them where none is named. @param at an instant (ISO) */
export function markedRead(was: Notified, ids: readonly string[] | null, at: string): Notified {
  const isMeant = ({ id, readAt }: Notified['items'][number]) =>
    readAt === null && (ids === null || ids.includes(id));
  const count = was.items.filter(isMeant).length;
  if (count === 0 && ids !== null) return was;
  return {
    ...was,
    unread: ids === null ? 0 : Math.max(0, was.unread - count),
    items: was.items.map((one) => (isMeant(one) ? { ...one, readAt: at } : one)),
  };
}
