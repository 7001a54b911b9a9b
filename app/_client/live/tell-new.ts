import type { NotificationOutput } from '../../../server/notification/schema.ts';

/**
 * Finds out what is new each time the newest are read: unread, and neither there the first time nor told already.
 * Where nobody sees the page it waits for the next reading.
 * @returns what takes the newest, newest first
 */
export function createTellNew(
  tell: (fresh: NotificationOutput[]) => void,
): (newest: readonly NotificationOutput[], isSeen: boolean) => void {
  const known = new Set<string>();
  /** What is older was only not read before. */
  let since: string | null = null;
  return (newest, isSeen) => {
    const isFirst = since === null;
    if (!isFirst && !isSeen) return;
    const fresh = newest.filter(
      ({ id, readAt, createdAt }) =>
        readAt === null && since !== null && createdAt >= since && !known.has(id),
    );
    for (const { id } of newest) known.add(id);
    since = newest[0] && newest[0].createdAt > (since ?? '') ? newest[0].createdAt : (since ?? '');
    if (fresh.length > 0) tell(fresh);
  };
}
