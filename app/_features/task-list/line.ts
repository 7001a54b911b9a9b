import { maxDepth } from '../../../server/domain/depth.ts';
import type { Place } from '../../_client/store/place.ts';
import type { Part, Row } from './outline.ts';
import type { Target } from './place.ts';

/** Where a line for a new task stands: right below the row `anchor` (null: at the top of the part), so deep. */
export type Line = { part: string; anchor: string | null; depth: number };

/** The line at the end of a part. */
export function lineAtEnd(part: Part): Line {
  return { part: part.key, anchor: part.rows.at(-1)?.id ?? null, depth: 0 };
}

/** Tab: one level deeper, under the task above. */
export function deeper(rows: readonly Row[], line: Line): Line {
  const above = rows.find((row) => row.id === line.anchor);
  const most = above ? Math.min(above.depth + 1, maxDepth - 1) : 0;
  return { ...line, depth: Math.min(line.depth + 1, most) };
}

/** Shift+Tab: one level out, below all that hangs from the task which it then follows. */
export function shallower(rows: readonly Row[], line: Line): Line {
  if (line.depth === 0) return line;
  const depth = line.depth - 1;
  const at = rows.findIndex((row) => row.id === line.anchor);
  const end = rows.findIndex((row, index) => index > at && row.depth <= depth);
  return { ...line, depth, anchor: rows[(end < 0 ? rows.length : end) - 1]?.id ?? line.anchor };
}

/** Where a task goes that is typed into a line. */
export function targetOfLine(rows: readonly Row[], line: Line, top: Place): Target {
  const at = rows.findIndex((row) => row.id === line.anchor);
  const above = rows.slice(0, at + 1);
  const sibling = above.findLast((row) => row.depth <= line.depth);
  if (sibling?.depth === line.depth) return { place: sibling.place, beside: { after: sibling.id } };
  const next = rows[at + 1];
  const parent = above.findLast((row) => row.depth === line.depth - 1);
  const place = parent ? { ...top, sectionId: null, parentId: parent.id } : top;
  const isFirst = next && next.depth === line.depth && next.place.parentId === place.parentId;
  return { place, beside: isFirst ? { before: next.id } : {} };
}
