import { callErrorOf, isPassing } from './call-error.ts';
import type { DeliveryParts } from './delivery.ts';

const pause = 2_000;

/**
 * Reads what the answer to an operation does not tell, until the server can be asked. What cannot be read for another
 * reason comes with the next reading; so it does for whoever is signed out.
 */
export async function untilReachable(
  later: DeliveryParts['later'],
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (cause) {
    if (!isPassing(callErrorOf(cause))) return;
    await new Promise<void>((resolve) => {
      later(resolve, pause);
    });
    await untilReachable(later, read);
  }
}
