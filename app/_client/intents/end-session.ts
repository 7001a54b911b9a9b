import { signOut } from '../account.ts';
import { outbox, refusals, syncState } from '../sending/sync.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { forgetTab } from '../tab-memory.ts';

/** How long signing out waits for what is being saved, in milliseconds. */
const longestWait = 3_000;
/** How long the browser may take to leave a page whose session ended; the person may have chosen to stay. */
const longestLeaving = 5_000;

/**
 * Signs out of this browser, once all that was done here is saved, and forgets what this tab kept.
 * @param unsaved `drop` goes without what is not saved
 * @returns `unsaved` or `failed` where the person is still signed in, for that reason
 */
export async function endSession(
  unsaved: 'wait' | 'drop',
): Promise<'ended' | 'unsaved' | 'failed'> {
  if (unsaved === 'wait' && (refusals.get().length > 0 || !(await emptied()))) return 'unsaved';
  isEnding.set(true);
  // Where this page's person is signed out already, the browser's session may be another one's.
  if (!signedOut.get() && (await signOut()) !== null) {
    isEnding.set(false);
    return 'failed';
  }
  // What cannot be given up waits for its person alone.
  await outbox.drop().catch(() => undefined);
  forgetTab();
  signedOut.set(true);
  setTimeout(() => isEnding.set(false), longestLeaving);
  return 'ended';
}

/** Waits until nothing is left to be saved. @returns false where that takes too long */
function emptied(): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = () => {
    if (syncState.get().pending === 0) resolve(true);
  };
  const stop = syncState.subscribe(look);
  setTimeout(() => resolve(false), longestWait);
  outbox.retryNow();
  look();
  return promise.finally(stop);
}
