import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { foldNotes } from '../../db/fold-notes.ts';

/**
 * Has notes folded that are not: all of them after the upgrade that brought the column, and what a restored backup from
 * before it holds. Afterwards there is nothing to do, and to look costs nothing.
 * @returns a way to stop, which waits for the transaction that runs
 */
export function keepFoldingNotes(runtime: Runtime): () => Promise<void> {
  return repeat({
    everyMs: 600_000,
    work: (signal) => foldNotes(runtime.pool, signal),
    failed: (error) => runtime.log.warn({ err: error }, 'notes could not be folded'),
  });
}
