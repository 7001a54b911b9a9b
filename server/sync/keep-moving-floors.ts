import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { moveFloors } from '../changes/move-floors.ts';

/**
 * Every day ends the part of each log that is too old to be followed from.
 * @returns a way to stop, which waits for the statement that runs
 */
export function keepMovingFloors(runtime: Runtime): () => Promise<void> {
  return repeat({
    everyMs: 86_400_000,
    work: (signal) => moveFloors(runtime, signal),
    failed: (error) =>
      runtime.log.warn({ err: error }, 'the floors of the logs could not be moved'),
  });
}
