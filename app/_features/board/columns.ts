import type { Place } from '../../_client/store/place.ts';
import type { Part } from '../task-list/outline.ts';

/** Cards below each other, whatever puts them there. */
export type ColumnOfCards = Part & { ids: readonly string[] };

/** A section on the board: its open tasks of the top level, in their order. */
export type Column = ColumnOfCards & { place: Place };

const columns = new WeakMap<readonly string[], Column>();

/**
 * The column of a section. The same list of ids gives the same column, so that a change draws no other one anew.
 * @param open how many of them are open: those that were closed a moment ago still stand there
 */
export function columnOf(place: Place, ids: readonly string[], open: number): Column {
  const known = columns.get(ids);
  if (known?.open === open && known.sectionId === place.sectionId) return known;
  const rows = known?.rows ?? ids.map((id, index) => rowOf(id, { place, index, size: ids.length }));
  const key = place.sectionId ?? 'none';
  const column = { key, sectionId: place.sectionId, place, ids, rows, open };
  if (ids.length > 0) columns.set(ids, column);
  return column;
}

function rowOf(id: string, where: { place: Place; index: number; size: number }) {
  return { id, depth: 0, children: 0, collapsed: false, ...where };
}

/** The ids of all cards in the order of the board. */
export function cardsOf(all: readonly ColumnOfCards[]): string[] {
  return all.flatMap(({ rows }) => rows.map(({ id }) => id));
}
