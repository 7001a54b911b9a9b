import type { WriteCtx } from '../changes/write.ts';

/** Others wait while a step holds the workspace's lock. */
const most = { milliseconds: 50, changes: 400 };

/** What one transaction may do: true while there is room for more in it. */
export function openBudget(w: WriteCtx): () => boolean {
  const from = performance.now();
  return () =>
    performance.now() - from < most.milliseconds && w.recorder.drafts().length < most.changes;
}
