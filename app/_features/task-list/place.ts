import { maxDepth } from '../../../server/domain/depth.ts';
import type { Beside } from '../../_client/intents/move-task.ts';
import type { Place } from '../../_client/store/place.ts';
import type { Line } from './line.ts';
import type { Part, Row } from './outline.ts';

/** Where a task is to go: a list, and beside which sibling; at its end without one. */
export type Target = { place: Place; beside: Beside };

/** The rows below a row, as far as they are shown. */
function shownBelow(rows: readonly Row[], at: number): readonly Row[] {
  const depth = rows[at]?.depth ?? 0;
  const end = rows.findIndex((row, index) => index > at && row.depth <= depth);
  return rows.slice(at + 1, end < 0 ? rows.length : end);
}

/** How many levels hang below a row and are shown; folded ones are for the server to check. */
function height(rows: readonly Row[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  return shownBelow(rows, at).reduce((most, row) => Math.max(most, row.depth - depth), 0);
}

const sameList = (a: Place, b: Place) =>
  a.projectId === b.projectId && a.sectionId === b.sectionId && a.parentId === b.parentId;

type Spot = { part: number; at: number; row: Row };

/** Finds a row in the parts of a list. */
export function findRow(parts: readonly Part[], id: string): Spot | null {
  for (const [part, { rows }] of parts.entries()) {
    const at = rows.findIndex((row) => row.id === id);
    const row = rows[at];
    if (row) return { part, at, row };
  }
  return null;
}

/** The part in which a row stands. */
export function partOf(parts: readonly Part[], id: string): Part | undefined {
  return parts[findRow(parts, id)?.part ?? -1];
}

/** Alt+Up, Alt+Down: past the next sibling; at the end of a section, into the next section. Null where there is none. */
export function step(parts: readonly Part[], id: string, by: -1 | 1): Target | null {
  const spot = findRow(parts, id);
  if (!spot) return null;
  const siblings = (parts[spot.part]?.rows ?? []).filter((row) =>
    sameList(row.place, spot.row.place),
  );
  const next = siblings[siblings.findIndex((row) => row.id === id) + by];
  if (next) {
    return { place: spot.row.place, beside: by < 0 ? { before: next.id } : { after: next.id } };
  }
  const part = parts[spot.part + by];
  if (spot.row.place.parentId || !part) return null;
  const place = { ...spot.row.place, sectionId: part.sectionId };
  const [first] = part.rows;
  return { place, beside: by > 0 && first ? { before: first.id } : {} };
}

/** Alt+Right: under the sibling above, last. */
export function nest(parts: readonly Part[], id: string): Target | null {
  const spot = findRow(parts, id);
  if (!spot) return null;
  const rows = parts[spot.part]?.rows ?? [];
  const above = rows.slice(0, spot.at).findLast((row) => row.depth <= spot.row.depth);
  if (!above || above.depth !== spot.row.depth) return null;
  if (spot.row.depth + 2 + height(rows, spot.at) > maxDepth) return null;
  return { place: { ...spot.row.place, sectionId: null, parentId: above.id }, beside: {} };
}

/** Alt+Left: out of its parent, right after it. */
export function unnest(parts: readonly Part[], id: string): Target | null {
  const spot = findRow(parts, id);
  const parent = spot?.row.place.parentId ? findRow(parts, spot.row.place.parentId) : null;
  return parent ? { place: parent.row.place, beside: { after: parent.row.id } } : null;
}

export type Drop = 'before' | 'after' | 'into';

/** Where a dragged task goes when it is dropped on a row. Null: there it cannot go. */
export function dropOn(
  parts: readonly Part[],
  dragged: string,
  on: { id: string; drop: Drop },
): Target | null {
  const spot = findRow(parts, on.id);
  if (!spot || on.id === dragged) return null;
  const from = findRow(parts, dragged);
  const rows = from ? (parts[from.part]?.rows ?? []) : [];
  if (from && shownBelow(rows, from.at).some((row) => row.id === on.id)) return null;
  const depth = spot.row.depth + (on.drop === 'into' ? 2 : 1);
  if (depth + (from ? height(rows, from.at) : 0) > maxDepth) return null;
  if (on.drop === 'into') {
    return { place: { ...spot.row.place, sectionId: null, parentId: on.id }, beside: {} };
  }
  const firstChild = rowAfter(parts, spot);
  if (on.drop === 'after' && firstChild?.place.parentId === on.id) {
    return firstChild.id === dragged
      ? { place: firstChild.place, beside: {} }
      : { place: firstChild.place, beside: { before: firstChild.id } };
  }
  return {
    place: spot.row.place,
    beside: on.drop === 'before' ? { before: on.id } : { after: on.id },
  };
}

function rowAfter(parts: readonly Part[], { part, at }: Spot): Row | undefined {
  return parts[part]?.rows[at + 1];
}

/** The line below a row and all that is shown below it, as deep as the row. */
export function lineBelow(parts: readonly Part[], id: string): Line | null {
  const spot = findRow(parts, id);
  if (!spot) return null;
  const rows = parts[spot.part]?.rows ?? [];
  const last = shownBelow(rows, spot.at).at(-1) ?? spot.row;
  return { part: parts[spot.part]?.key ?? '', anchor: last.id, depth: spot.row.depth };
}

/** In a list that nests nothing: a part, and the row right before which something goes there; null at its end. */
export type FlatSpot = { part: Part; before: string | null };

/** Where a task goes that is dropped on a row, or at the end of a part. */
export function rowBelow(
  parts: readonly Part[],
  on: { id: string; drop: Drop } | { part: string },
): FlatSpot | null {
  if ('part' in on) {
    const part = parts.find(({ key }) => key === on.part);
    return part ? { part, before: null } : null;
  }
  const spot = findRow(parts, on.id);
  const part = spot && parts[spot.part];
  if (!part) return null;
  const before = on.drop === 'before' ? on.id : part.rows[spot.at + 1]?.id;
  return { part, before: before ?? null };
}

type Step = { id: string; by: -1 | 1; takes: (part: Part) => boolean };

/** Alt+Up, Alt+Down there: past the next row; at the end of a part, into the next one that takes it. */
export function spotBeside(parts: readonly Part[], { id, by, takes }: Step): FlatSpot | null {
  const spot = findRow(parts, id);
  const here = spot && parts[spot.part];
  if (!here) return null;
  if (here.rows[spot.at + by])
    return { part: here, before: here.rows[by < 0 ? spot.at - 1 : spot.at + 2]?.id ?? null };
  const others = by > 0 ? parts.slice(spot.part + 1) : parts.slice(0, spot.part).toReversed();
  const part = others.find(takes);
  return part ? { part, before: by > 0 ? (part.rows[0]?.id ?? null) : null } : null;
}
