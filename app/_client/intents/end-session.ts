import { signOut } from '../account.ts';
import { dropAllFiles, startFiles, wakeAllFiles } from '../sending/files.ts';
import { refusals, syncState } from '../sending/sync-state.ts';
import { outbox, takeUpKept } from '../sending/sync.ts';
import { comingFiles, refusedOf, waitingOf } from '../store/coming-files.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { forgetTab } from '../tab-memory.ts';
import { within } from '../within.ts';
import { pushedHere } from '../store/pushed-here.ts';
import { dropIntended, intended, loadIntents } from './late-intents.ts';

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
  if (unsaved === 'wait' && !(await isSaved())) return 'unsaved';
  isEnding.set(true);
  // Where this page's person is signed out already, the browser's session may be another one's.
  if (!signedOut.get() && (await signOut()) !== null) {
    isEnding.set(false);
    return 'failed';
  }
  dropIntended();
  // What cannot be given up waits for its person alone.
  await Promise.allSettled([
    outbox.drop(),
    dropAllFiles(),
    within(longestWait, endPush(), undefined),
  ]);
  forgetTab();
  signedOut.set(true);
  setTimeout(() => isEnding.set(false), longestLeaving);
  return 'ended';
}

/** How much of this person is not saved: what waits, and what was refused. */
export async function unsavedHere(): Promise<number> {
  await allKnown();
  const files = comingFiles.get();
  return leftToSave() + refusals.get().length + refusedOf(files).length;
}

/** The next who signs in here is not told by what this person turned on. */
async function endPush(): Promise<void> {
  if (pushedHere() !== null) await (await import('./push.ts')).forgetPush();
}

const leftToSave = () =>
  intended.get() + syncState.get().pending + waitingOf(comingFiles.get()).length;

async function isSaved(): Promise<boolean> {
  await allKnown();
  const isRefused = refusals.get().length > 0 || refusedOf(comingFiles.get()).length > 0;
  return !isRefused && (await emptied());
}

/** Waits for what was done before it could be, and for the device to say what it keeps, as long as one may wait for it. */
async function allKnown(): Promise<void> {
  const known = Promise.all([startFiles(), loadIntents().then(takeUpKept)]);
  await within(longestWait, known, undefined);
}

/** Waits until nothing is left to be saved. @returns false where that takes too long */
function emptied(): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = () => {
    if (leftToSave() === 0) resolve(true);
  };
  const stops = [intended, syncState, comingFiles].map((cell) => cell.subscribe(look));
  setTimeout(() => resolve(false), longestWait);
  outbox.retryNow();
  wakeAllFiles();
  look();
  return promise.finally(() => {
    for (const stop of stops) stop();
  });
}
