'use client';

import { useEffect, useRef } from 'react';
import { useCell } from '../../_client/store/use-cell.ts';
import { useSayMove } from './use-say-move.ts';
import type { DropSpot } from './drag.ts';
import { listDrag } from './list-drag.ts';
import type { ListState } from './list-state.ts';
import { moveRows } from './move-rows.ts';
import type { Part } from './outline.ts';
import { dropOn } from './place.ts';
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
    const target = (dragged: string, spot: DropSpot) => targetOf(latest.current, dragged, spot);
    return drag.watchDrags({
      list,
      allows: (dragged, spot) => target(dragged, spot) !== null,
      onDrop: (dragged, spot) => {
        const to = target(dragged, spot);
        if (to) latest.current.say(moveRows(draggedIds(latest.current, dragged), to));
      },
    });
  }, [drag, list, wanted]);
}

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
