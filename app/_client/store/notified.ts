import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { createCell } from './cell.ts';
import { unread } from './notification-news.ts';

/** What the person was notified of, newest first, as far as it was read. */
export type Notified = {
  status: 'loading' | 'ready' | 'failed';
  items: readonly NotificationOutput[];
  /** 100 stands for that many or more. */
  unread: number;
  /** Where what is older goes on; null where all was read. */
  nextCursor: string | null;
};

export const notified = createCell<Notified>({
  status: 'loading',
  items: [],
  unread: 0,
  nextCursor: null,
});

/** Puts what is known now in the place of what was, and counts it at the bell. */
export function setNotified(next: Notified): void {
  notified.set(next);
  unread.set(next.unread);
}
