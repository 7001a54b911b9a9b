import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { addDays, dayOf, now, nowIso } from '../clock.ts';
import { callErrorOf } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { markedRead, withNewest, withOlder } from '../store/join-notified.ts';
import { notified, setNotified } from '../store/notified.ts';
import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { callNow } from './call-now.ts';
import { snoozeReminder } from './snooze-reminder.ts';

const page = 30;
const mostAtOnce = 100;

/** Reads the newest again, as many as are shown. @returns false where they did not come */
export async function lookAtNotified(): Promise<boolean> {
  const limit = Math.min(mostAtOnce, Math.max(page, notified.get().items.length));
  return take(async () => {
    const newest = await read('notification.list', { limit });
    setNotified(withNewest(notified.get(), newest));
  });
}

/** Reads on below what is shown. @returns false where it did not come */
export async function readOlderNotified(): Promise<boolean> {
  const { nextCursor: cursor } = notified.get();
  if (cursor === null) return true;
  return take(async () => {
    const older = await read('notification.list', { limit: page, cursor });
    setNotified(withOlder(notified.get(), older));
  });
}

async function take(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (cause) {
    if (callErrorOf(cause).code === 'UNAUTHORIZED') signedOut.set(true);
    setNotified({ ...notified.get(), status: 'failed' });
    return false;
  }
}

/** Marks some as read, shown at once; all where none is named. @returns false where the server did not take it */
export async function markNotifiedRead(ids: readonly string[] | null): Promise<boolean> {
  const was = notified.get();
  const next = markedRead(was, ids, nowIso());
  if (next === was) return true;
  setNotified(next);
  const which = ids === null ? { all: true as const } : { ids: [...ids] };
  const called = await callNow('notification.markRead', which);
  if (called.ok) setNotified({ ...notified.get(), unread: called.output.unread });
  else {
    const before = new Map(was.items.map((one) => [one.id, one]));
    const items = notified.get().items.map((one) => before.get(one.id) ?? one);
    setNotified({ ...notified.get(), items, unread: was.unread });
    await lookAtNotified();
  }
  return called.ok;
}

/** Until when a reminder is put off: so many minutes, or 9:00 of the person's next day. */
export type SnoozeFor = 10 | 60 | 'tomorrow';

/**
 * Puts off the reminder that this came of, and marks it read.
 * @returns until when (ISO); null where the server did not take it, as where the reminder is gone
 */
export async function snoozeNotified(
  { workspaceId, taskId, reminderId, id }: NotificationOutput,
  how: SnoozeFor,
): Promise<string | null> {
  const time = how === 'tomorrow' ? { until: await tomorrowAtNine() } : { minutes: how };
  const until = await snoozeReminder(taskId, { workspaceId, reminderId, ...time });
  if (until !== null) void markNotifiedRead([id]);
  return until;
}

/** 9:00 of the next day where the person is. What knows of clocks that change comes when it is wanted. */
async function tomorrowAtNine(): Promise<string> {
  const [me] = store.tables.users.rows.values();
  const timeZone = me?.timeZone ?? 'UTC';
  const { instantIn } = await import('../../../server/domain/due.ts');
  const today = dayOf(now(), { timeZone, dayStart: me?.dayStart ?? '00:00' });
  return instantIn(addDays(today, 1), '09:00', timeZone);
}
