import { createCell } from '../../_client/store/cell.ts';
import type { readHere, taskOf } from './reader.ts';

/** What reads a line comes when a line for new tasks is first opened; null until then. */
export const reader = createCell<{
  readHere: typeof readHere;
  taskOf: typeof taskOf;
} | null>(null);
let coming: Promise<void> | null = null;

/** Fetches it, once; after a failure the next call tries again. */
export function loadReader(): void {
  coming ??= import('./reader.ts').then(
    ({ readHere: read, taskOf: task }) => reader.set({ readHere: read, taskOf: task }),
    () => void (coming = null),
  );
}
