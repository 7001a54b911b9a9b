import type { WriteCtx } from '../changes/write.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { LedgerNote } from './schema.ts';
import type { ImportRow } from './scope.ts';
import { timeStep } from './time-step.ts';
import type { StepTime } from './time-step.ts';

export type LeftOut = { item: StagedItem; reason: LedgerNote };

/** What one transaction writes of an import. */
export type Step = {
  readonly row: ImportRow;
  readonly time: StepTime;
  /** The items that it took, in their order. */
  readonly taken: StagedItem[];
  /** Those of them that are not written, and why. */
  readonly leftOut: LeftOut[];
  /** Takes the next item, the first one always; false where it has to wait for the next step. */
  takes(item: StagedItem): boolean;
  leaveOut(item: StagedItem, reason: LedgerNote): void;
};

/** Begins a step under the workspace's lock. */
export function openStep(w: WriteCtx, row: ImportRow): Step {
  const time = timeStep(w);
  const taken: StagedItem[] = [];
  const leftOut: LeftOut[] = [];
  return {
    row,
    time,
    taken,
    leftOut,
    takes(item) {
      const fits = taken.length === 0 || time.hasRoom();
      if (fits) taken.push(item);
      return fits;
    },
    leaveOut(item, reason) {
      leftOut.push({ item, reason });
    },
  };
}
