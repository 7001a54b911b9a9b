import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { settleMissed } from './settle-missed.ts';

/**
 * Has missed occurrences left behind, each minute: somewhere a day is over at any of them.
 * @returns a way to stop, which waits for the transaction that runs
 */
export function keepSettlingMissed(runtime: Runtime): () => Promise<void> {
  return repeat({
    everyMs: 60_000,
    work: (signal) => settleMissed(runtime, signal),
    failed: (error) => runtime.log.warn({ err: error }, 'missed tasks could not be looked for'),
  });
}
