import { signOut } from '../account.ts';
import { countWaiting } from '../device/device-files.ts';
import { wipeDevice } from '../device/wipe-device.ts';
import { tellForgotten } from '../session-news.ts';
import { signedOut } from '../store/session.ts';
import { endSession, unsavedHere } from './end-session.ts';

/** How many changes would be lost with what this device keeps, whosever they are. */
export async function countLost(): Promise<number> {
  return Math.max(await countWaiting().catch(() => 0), await unsavedHere());
}

/**
 * Ends this browser's session and deletes all that Cairn keeps here. While the server does not answer nothing is
 * deleted: the session would go on, and fill this device again.
 */
export async function forgetDevice(): Promise<'forgotten' | 'failed'> {
  // Where this page's person is signed out already, another may be signed in.
  if (signedOut.get() && (await signOut()) !== null) return 'failed';
  if ((await endSession('drop')) !== 'ended') return 'failed';
  tellForgotten();
  await wipeDevice();
  return 'forgotten';
}
