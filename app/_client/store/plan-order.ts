import type { Hot } from './hot.ts';
import { planRowId } from './rows.ts';
import type { Store } from './store.ts';

/** A task of a part of Today, in the order in which it stands there; `order` is null where it is not planned. */
export type Planned = { id: string; order: string | null };

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
