import { within } from '../within.ts';
import { openKept } from './database.ts';

/** So long, in milliseconds, the device is waited for: an older page that sleeps can hold it for ever. */
const longestWait = 2_000;
const none = { ops: 0, refusals: 0 };

/** How many operations of a person wait on this device, and how many were refused; none where it keeps nothing. */
export function countKept(userId: string): Promise<typeof none> {
  return within(
    longestWait,
    count(userId).catch(() => none),
    none,
  );
}

async function count(userId: string): Promise<typeof none> {
  const device = await openKept();
  if (!device) return none;
  const [ops, refusals] = await Promise.all([
    device.countFromIndex('ops', 'user', userId),
    device.countFromIndex('refusals', 'user', userId),
  ]);
  return { ops, refusals };
}
