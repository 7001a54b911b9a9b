import { loadRepeats } from '../../_client/effects/late-repeats.ts';
import { createCell } from '../../_client/store/cell.ts';
import type { readHere, taskOf } from './reader.ts';

/** What reads a line comes when a line for new tasks is first opened; null until then. */
export const reader = createCell<{
  readHere: typeof readHere;
  taskOf: typeof taskOf;
} | null>(null);
let coming: Promise<void> | null = null;

/**
 * Fetches it, once; after a failure the next call tries again. What works out repeats is here by then: else a task that
 * was written as one that repeats would not be one on the page, until the server has answered. Resolves either way.
 */
export function loadReader(): Promise<void> {
  coming ??= Promise.all([import('./reader.ts'), loadRepeats()]).then(
    ([{ readHere: read, taskOf: task }]) => reader.set({ readHere: read, taskOf: task }),
    () => void (coming = null),
  );
  return coming;
}

/** So long, in milliseconds, pasted lines wait for what reads them; then each is a title. */
const longest = 3_000;

/** Resolves once it is here, or has not come for long. */
export function untilReader(): Promise<void> {
  return Promise.race([loadReader(), new Promise<void>((resolve) => setTimeout(resolve, longest))]);
}
