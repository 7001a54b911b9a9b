import { ranksBetween } from '../../../server/domain/rank.ts';
import type { Hot } from './hot.ts';
import { planRowId } from './rows.ts';
import type { Store } from './store.ts';

/** A task of a part of Today, in the order in which it stands there; `order` is null where it is not planned. */
export type Planned = { id: string; order: string | null };
export type PlanPlace = { taskId: string; order: string };

/** Each part of Today as its person put it: first what they planned, then the rest in the order of time. */
export function inPlan(store: Store, hot: Hot): Hot {
  if (store.tables.plans.rows.size === 0) return hot;
  const sorted = (ids: readonly string[]) => planned(store, ids).toSorted(byPlan).map(idOf);
  return { overdue: sorted(hot.overdue), today: sorted(hot.today), urgent: sorted(hot.urgent) };
}

const idOf = ({ id }: Planned) => id;

/** Tasks with their places in the plan. */
export function planned(store: Store, ids: readonly string[]): Planned[] {
  return ids.map((id) => ({ id, order: store.get('plans', planRowId(id))?.order ?? null }));
}

/** Keys are compared byte by byte, as Postgres does it; of two alike the lower id comes first, as in its answer. */
function byPlan(a: Planned, b: Planned): number {
  if (a.order === null || b.order === null)
    return Number(a.order === null) - Number(b.order === null);
  if (a.order === b.order) return a.id < b.id ? -1 : 1;
  return a.order < b.order ? -1 : 1;
}

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
  const was = rows.map(idOf);
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
