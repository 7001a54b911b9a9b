import type { TaskOutput } from '../../../server/task/schema.ts';
import { isHeldBack } from '../../_client/store/held-back.ts';

/** Where each card of a column begins, in px from its top; one number more than cards: the end of the last. */
export type Offsets = Float64Array;

/** Adds up the heights of cards. */
export function offsetsOf(ids: readonly string[], heightOf: (id: string) => number): Offsets {
  const offsets = new Float64Array(ids.length + 1);
  for (const [at, id] of ids.entries()) offsets[at + 1] = (offsets[at] ?? 0) + heightOf(id);
  return offsets;
}

/** The cards between two heights: from (inclusive) to (exclusive). */
export function cardsBetween(
  offsets: Offsets,
  { top, bottom }: { top: number; bottom: number },
): { from: number; to: number } {
  const last = offsets.length - 1;
  const from = Math.max(0, Math.min(last, firstAbove(offsets, top) - 1));
  return { from, to: Math.max(from, Math.min(last, firstAbove(offsets, bottom - 1e-6))) };
}

/** The first index whose offset is greater than `y`. */
function firstAbove(offsets: Offsets, y: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

const bare = 48;
const line = 20;
const facts = 24;
const beside = 76;
const letter = 7;

type Faced = Pick<
  TaskOutput,
  'dueOn' | 'startOn' | 'status' | 'estimateMinutes' | 'labelIds' | 'assigneeIds'
>;

/** True for a card that has something to say below its title. */
export function hasCardFacts(
  task: Faced,
  { subtasks, today, isBlocked }: { subtasks: number; today: string; isBlocked: boolean },
): boolean {
  return (
    subtasks > 0 ||
    task.dueOn !== null ||
    task.estimateMinutes !== null ||
    task.labelIds.length > 0 ||
    task.assigneeIds.length > 0 ||
    isHeldBack(task, { today, isBlocked })
  );
}

/** About how high a card is before it was drawn: what is drawn is measured. */
export function guessHeight(title: string, hasFacts: boolean, width: number): number {
  const lines = Math.min(3, Math.ceil((title.length * letter) / Math.max(80, width - beside)));
  return bare + (Math.max(1, lines) - 1) * line + (hasFacts ? facts : 0);
}
