import type { WriteCtx } from '../changes/write.ts';

/** Others wait while a step holds the workspace's lock, and of 500 changes the last thing may need many. */
const most = { milliseconds: 50, changes: 250, things: 200 };
const fewest = 25;

export type StepTime = {
  /** False once the step has held the lock long enough or changed enough: it ends with what it has. */
  hasRoom(): boolean;
  /** Asked after the commit: how many things the next step can do in the time that this one should have taken. */
  nextSize(taken: number): number;
};

/** Measures a step of an import, from where it has the workspace's lock. */
export function timeStep(w: WriteCtx): StepTime {
  const from = performance.now();
  const elapsed = () => performance.now() - from;
  return {
    hasRoom: () => elapsed() < most.milliseconds && w.recorder.drafts().length < most.changes,
    nextSize(taken) {
      const fitting = Math.floor((taken * most.milliseconds) / elapsed());
      return Math.min(most.things, Math.max(fewest, fitting));
    },
  };
}
