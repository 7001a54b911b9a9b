import { dropRows } from '../device/device-rows.ts';
import { keepRows } from '../device/keep-rows.ts';
import { store } from '../store/page-store.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { whoseStore } from '../store/whose-store.ts';
import { within } from '../within.ts';
import { beginAnew, kept } from './restore.ts';

/** So long, in milliseconds, leaving waits for the device. */
const longestWait = 1_000;

/** Forgets what this device kept of the page's person, whose session is over. */
export async function forgetHere(): Promise<void> {
  beginAnew();
  await within(
    longestWait,
    dropRows(whoseStore(store)).catch(() => undefined),
    undefined,
  );
}

/**
 * Keeps on this device what the page is told, for as long as its person is signed in; with the session it goes at once.
 * @returns a way to stop
 */
export function keepHere(): () => void {
  const userId = whoseStore(store);
  let keeper: ReturnType<typeof keepRows> | null = null;
  let had = kept;
  const steer = () => {
    const isOver = signedOut.get() || isEnding.get();
    if (isOver) {
      void keeper?.forget().catch(() => undefined);
      // Who signs in here again, or stays, has all of it written anew.
      had = { written: new Map(), copy: null };
    }
    keeper = isOver ? null : (keeper ?? keepRows(store, userId, had));
  };
  const stops = [signedOut.subscribe(steer), isEnding.subscribe(steer)];
  steer();
  return () => {
    for (const stop of stops) stop();
    keeper?.stop();
  };
}
