import { nothingSelected } from './list-state.ts';
import type { ListState } from './list-state.ts';

type Selection = Pick<ListState, 'selected'>;

/** The row from which a range is drawn: the last one that was selected by itself. */
const anchors = new WeakMap<Selection['selected'], string>();

/** Selects a row, or no longer. */
export function toggleSelected({ selected }: Selection, id: string): void {
  const ids = new Set(selected.get());
  if (!ids.delete(id)) ids.add(id);
  anchors.set(selected, id);
  selected.set(ids.size === 0 ? nothingSelected : ids);
}

/** Selects what stands between the last row that was selected by itself and this one, and nothing else of that range. */
export function extendSelected(
  { selected }: Selection,
  order: readonly string[],
  { from, to }: { from: string; to: string },
): void {
  const present = selected.get();
  const anchor = anchors.get(selected);
  const start = anchor !== undefined && present.has(anchor) ? anchor : from;
  anchors.set(selected, start);
  const b = order.indexOf(to);
  if (b < 0) return;
  const a = order.includes(start) ? order.indexOf(start) : b;
  // What hangs together with the anchor is the range as it was; what was picked apart from it stays.
  const old = rangeAround(order, present, a);
  const range = order.slice(Math.min(a, b), Math.max(a, b) + 1);
  selected.set(new Set([...present].filter((id) => !old.has(id)).concat(range)));
}

/** The selected rows around a place that stand without a gap. */
function rangeAround(order: readonly string[], present: ReadonlySet<string>, at: number) {
  let [first, last] = [at, at];
  while (first > 0 && present.has(order[first - 1] ?? '')) first -= 1;
  while (last < order.length - 1 && present.has(order[last + 1] ?? '')) last += 1;
  return new Set(order.slice(first, last + 1));
}

/** Selects all rows; where all are, none. */
export function selectAll({ selected }: Selection, order: readonly string[]): void {
  const isAll = order.every((id) => selected.get().has(id));
  selected.set(isAll ? nothingSelected : new Set(order));
}

/** Selects nothing. */
export function clearSelected({ selected }: Selection): void {
  anchors.delete(selected);
  selected.set(nothingSelected);
}
