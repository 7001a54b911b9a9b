import { sweepNotifications } from '../notification/sweep-notifications.ts';
import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { refreshPending } from './refresh-pending.ts';

/** Milliseconds between two looks at what is due: one probe of an index where nothing is. */
const everyMs = 1000;
const sweepEveryMs = 3_600_000;

/**
 * Delivers reminders as they go off, and first what went off while nobody did; what was told long ago is cleared away.
 * @returns a way to stop, which waits for what is being delivered
 */
export function keepDeliveringReminders(runtime: Runtime): () => Promise<void> {
  const failed = (error: unknown) =>
    runtime.log.warn({ err: error }, 'reminders wait: the database cannot be asked');
  const ends = [
    repeat({ everyMs, failed, work: (signal) => deliverReminders(runtime, () => signal.aborted) }),
    repeat({ everyMs, failed, work: (signal) => refreshPending(runtime, () => signal.aborted) }),
    repeat({ everyMs: sweepEveryMs, failed, work: () => sweepNotifications(runtime) }),
  ];
  return async () => void (await Promise.all(ends.map((end) => end())));
}
