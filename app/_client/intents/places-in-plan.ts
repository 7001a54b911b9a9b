import { ranksBetween } from '../../../server/domain/rank.ts';
import type { Planned } from '../store/plan-order.ts';

export type PlanPlace = { taskId: string; order: string };

/**
 * What is to be planned so that `moved` stand right before the row `before` (null: at the end), and all others as they
 * are seen. Planned tasks stand before the others, so all above the last moved one get keys, and as few as can be get
 * other ones.
 * @returns nothing where all of it stands so already
 */
export function placesFor(
  rows: readonly Planned[],
  moved: readonly string[],
  before: string | null,
): PlanPlace[] {
  const { sequence, end } = sequenceOf(rows, moved, before);
  const was = rows.map(({ id }) => id);
  const isSame = sequence.length === rows.length && sequence.every(({ id }, at) => id === was[at]);
  if (isSame) return [];
  const isMoved = new Set(moved);
  // What keeps its key: the planned ones at the head that nothing comes before.
  const first = sequence.findIndex(({ id, order }) => order === null || isMoved.has(id));
  const low = sequence[first - 1]?.order ?? null;
  // Two devices may have made the same key: then what follows needs another, too.
  const isBehind = ({ order }: Planned) => order === null || low === null || order > low;
  const free = sequence.findIndex((row, at) => at >= end && isBehind(row));
  const last = free < 0 ? sequence.length : free;
  const run = sequence.slice(first, last);
  const keys = ranksBetween(low, sequence[last]?.order ?? null, run.length);
  return run.map(({ id }, at) => ({ taskId: id, order: keys[at] ?? '' }));
}

/** All rows as they are to stand, and where the moved ones end. */
function sequenceOf(rows: readonly Planned[], moved: readonly string[], before: string | null) {
  const isMoved = new Set(moved);
  const at = rows.findIndex(({ id }) => id === before);
  const until = at < 0 ? rows.length : at;
  const above = rows.slice(0, until).filter(({ id }) => !isMoved.has(id));
  const below = rows.slice(until).filter(({ id }) => !isMoved.has(id));
  const own = moved.map((id) => ({ id, order: null }));
  return { sequence: [...above, ...own, ...below], end: above.length + own.length };
}
