import { lookAtNotified } from '../intents/notifications.ts';
import { rereadReminders } from '../loads/read-reminders.ts';
import { untold } from '../store/notification-news.ts';
import { notified } from '../store/notified.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { createTellNew } from './tell-new.ts';

/**
 * Keeps what the person is notified of, and finds out what is to be said in this page.
 * @param name what the person's tabs find each other by: one of them follows the server, and nudges all
 */
export function keepNotified(name: string): { nudge: () => void; stop: () => void } {
  const isSeen = () => document.visibilityState === 'visible';
  const tellNew = createTellNew((fresh) => untold.set(fresh));
  let isReading = false;
  let isAgain = false;

  async function look(): Promise<void> {
    isAgain = isReading;
    if (isReading || signedOut.get() || isEnding.get()) return;
    isReading = true;
    const isRead = await lookAtNotified();
    isReading = false;
    if (isRead) tellNew(notified.get().items, isSeen());
    if (isAgain) await look();
  }
  const lookNow = () => void look();
  /** Something is new or was read, or a reminder is another. */
  const heard = () => {
    rereadReminders();
    lookNow();
  };

  const channel = new BroadcastChannel(`${name}.notified`);
  channel.onmessage = heard;
  const seen = () => void (isSeen() && look());
  document.addEventListener('visibilitychange', seen);
  lookNow();
  return {
    nudge() {
      heard();
      channel.postMessage(null);
    },
    stop() {
      document.removeEventListener('visibilitychange', seen);
      channel.close();
    },
  };
}
