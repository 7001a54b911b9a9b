'use client';

import { useEffect, useRef } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useSayMove } from './use-say-move.ts';
import type { DropSpot } from './drag.ts';
import { listDrag } from './list-drag.ts';
import type { ListState } from './list-state.ts';
import { moveRows } from './move-rows.ts';
import type { Part } from './outline.ts';
import { dropOn, partOf, rowBelow } from './place.ts';
import type { Target } from './place.ts';
import type { PartRules } from './task-list.tsx';

type Input = { list: ListState; parts: readonly Part[]; rules: PartRules; wanted: boolean };

/** Moves tasks that are dragged over this list; a dragged row of the selection takes the others along. */
export function useListDrags(input: Input): void {
  const drag = useCell(listDrag.module);
  const say = useSayMove();
  const latest = useRef({ ...input, say });
  useEffect(() => {
    latest.current = { ...input, say };
  });
  const { list, wanted } = input;
  useEffect(() => {
    if (!drag || !wanted) return;
    return drag.watchDrags({
      list,
      spotFor: (spot) => spotFor(latest.current, spot),
      allows: (dragged, spot) => planDrop(latest.current, dragged, spot) !== null,
      onDrop: (dragged, spot) => planDrop(latest.current, dragged, spot)?.(),
    });
  }, [drag, list, wanted]);
}

type Watched = Input & { say: ReturnType<typeof useSayMove> };

/** Where no hand sorts the rows, each stands for its part. */
function spotFor({ rules, parts }: Input, spot: DropSpot): DropSpot {
  if (!rules.take || 'part' in spot) return spot;
  return { part: partOf(parts, spot.id)?.key ?? '' };
}

/** What dropping does; null where that cannot be. */
function planDrop(input: Watched, dragged: string, spot: DropSpot): (() => void) | null {
  const ids = draggedIds(input, dragged);
  const { rules, parts, say } = input;
  if (rules.place) {
    const to = rowBelow(parts, spot);
    const put = to && rules.place(to.part, tasksOf(ids));
    return put && (() => put(to, say));
  }
  if (!rules.take) {
    const to = targetOf(input, dragged, spot);
    return to && (() => moveRows(ids, to, say));
  }
  const part = parts.find(({ key }) => 'part' in spot && key === spot.part);
  const take = part && part !== partOf(parts, dragged) ? rules.take(part) : null;
  return take && (() => take(tasksOf(ids)));
}

const tasksOf = (ids: readonly string[]) => ids.flatMap((id) => store.get('tasks', id) ?? []);

function targetOf({ parts, rules }: Input, dragged: string, spot: DropSpot): Target | null {
  if (!('part' in spot)) return dropOn(parts, dragged, spot);
  const part = parts.find(({ key }) => key === spot.part);
  const where = part && rules.newTask(part);
  return where ? { place: where.top, beside: {} } : null;
}

function draggedIds({ list, parts }: Input, dragged: string): string[] {
  const selected = list.selected.get();
  if (!selected.has(dragged)) return [dragged];
  return parts.flatMap(({ rows }) => rows.map(({ id }) => id)).filter((id) => selected.has(id));
}
