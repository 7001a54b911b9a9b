import { withStorage } from '../storage.ts';
import type { KeptOp } from './op-log.ts';

/** Forgotten with what else the tab keeps of its person (`tab-memory.ts`). */
const key = 'cairn.last';

/**
 * Keeps, for the next page of this tab, what was done as this one is left: the device needs a moment longer than a page
 * that goes has.
 */
export function leaveWords(ops: readonly KeptOp[]): void {
  withStorage('sessionStorage', (storage) => {
    if (ops.length > 0) storage.setItem(key, JSON.stringify(ops));
    else storage.removeItem(key);
  });
}

/** True where the page before this one left something. */
export function hasLastWords(): boolean {
  return withStorage('sessionStorage', (storage) => storage.getItem(key)) !== null;
}

/** What the page before this one left, once. Sent twice it is done once all the same. */
export function takeWords(userId: string): KeptOp[] {
  const ops = withStorage(
    'sessionStorage',
    (storage) => JSON.parse(storage.getItem(key) ?? '[]') as KeptOp[],
  );
  leaveWords([]);
  return (ops ?? []).filter((op) => op.userId === userId);
}
