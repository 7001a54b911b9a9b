import { deviceName } from '../device/database.ts';
import { countWaiting } from '../device/device-files.ts';

/** How much of anybody waits on this device. Where nothing was ever kept, nothing is made to look. */
export async function leftHere(): Promise<number> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === deviceName)) return 0;
  return countWaiting();
}
