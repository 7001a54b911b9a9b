import { countWaiting } from '../device/device-files.ts';

/** How much of anybody waits on this device. */
export function leftHere(): Promise<number> {
  return countWaiting();
}
