import type { Target } from '../task-list/place.ts';
import type { Column, ColumnOfCards } from './columns.ts';

export type Way = 'up' | 'down' | 'left' | 'right';

/** Where a card is dropped: beside another, or at the end of a column. */
export type CardSpot = { id: string; edge: 'before' | 'after' } | { column: string };

type Found = { column: number; at: number };

/** Finds a card on the board. */
export function findCard(columns: readonly ColumnOfCards[], id: string | null): Found | null {
  if (id === null) return null;
  for (const [column, { rows }] of columns.entries()) {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return { column, at };
  }
  return null;
}

/** The card that an arrow leads to; sideways over empty columns, as far down as the card is. Null where there is none. */
export function neighbour(columns: readonly ColumnOfCards[], id: string, way: Way): string | null {
  const found = findCard(columns, id);
  if (!found) return null;
  const { column, at } = found;
  if (way === 'up' || way === 'down')
    return columns[column]?.rows[at + (way === 'up' ? -1 : 1)]?.id ?? null;
  const beside = way === 'left' ? columns.slice(0, column).toReversed() : columns.slice(column + 1);
  const next = beside.find(({ rows }) => rows.length > 0);
  return next?.rows[Math.min(at, next.rows.length - 1)]?.id ?? null;
}

/** Where Alt and an arrow take cards: past the next one, or as far down in the next column. Null: there is no way. */
export function stepCards(
  columns: readonly Column[],
  ids: readonly string[],
  way: Way,
): Target | null {
  const chosen = new Set(ids);
  const found = findCard(columns, (way === 'down' ? ids.at(-1) : ids[0]) ?? null);
  const from = found && columns[found.column];
  if (!found || !from) return null;
  const free = ({ id }: { id: string }) => !chosen.has(id);
  if (way === 'up') {
    const above = from.rows.slice(0, found.at).findLast(free);
    return above ? { place: from.place, beside: { before: above.id } } : null;
  }
  if (way === 'down') {
    const below = from.rows.slice(found.at + 1).find(free);
    return below ? { place: from.place, beside: { after: below.id } } : null;
  }
  const to = columns[found.column + (way === 'left' ? -1 : 1)];
  const next = to?.rows.filter(free)[found.at];
  return to ? { place: to.place, beside: next ? { before: next.id } : {} } : null;
}

/** Where dropped cards go. Null: they cannot go there, or stand there already. */
export function dropCards(
  columns: readonly Column[],
  ids: readonly string[],
  spot: CardSpot,
): Target | null {
  if ('column' in spot) {
    const to = columns.find(({ key }) => key === spot.column);
    if (!to || isEnd(to, ids)) return null;
    return { place: to.place, beside: {} };
  }
  const found = findCard(columns, spot.id);
  const to = found && columns[found.column];
  if (!to || ids.includes(spot.id)) return null;
  const beyond = to.rows[found.at + (spot.edge === 'before' ? -1 : 1)];
  if (ids.length === 1 && beyond?.id === ids[0]) return null;
  return {
    place: to.place,
    beside: spot.edge === 'before' ? { before: spot.id } : { after: spot.id },
  };
}

function isEnd({ rows }: Column, ids: readonly string[]): boolean {
  return ids.length === 1 && rows.at(-1)?.id === ids[0];
}

/** Where a column goes that is dropped on another. Undefined: it stands there already. */
export function dropColumn(
  sectionIds: readonly string[],
  dragged: string,
  on: { sectionId: string; edge: 'before' | 'after' },
): { before?: string; after?: string } | undefined {
  const others = sectionIds.filter((id) => id !== dragged);
  const at = others.indexOf(on.sectionId) + (on.edge === 'before' ? 0 : 1);
  if (on.sectionId === dragged || at === sectionIds.indexOf(dragged)) return undefined;
  return on.edge === 'before' ? { before: on.sectionId } : { after: on.sectionId };
}
