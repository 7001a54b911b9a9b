'use client';

import { useEffect, useRef } from 'react';
import { useCell } from '../../_client/store/use-cell.ts';
import { boardDrag } from '../board/board-drag.ts';
import { cardsOf } from '../board/columns.ts';
import type { ColumnOfCards } from '../board/columns.ts';
import { findCard } from '../board/place-cards.ts';
import type { CardSpot } from '../board/place-cards.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { PlanMove } from './use-card-moves.ts';

type Input = {
  list: ListState;
  columns: readonly ColumnOfCards[];
  plan: PlanMove;
  wanted: boolean;
};

/** Takes what is dragged into another column, a selected card with the others. Each card stands for its column. */
export function useFoundDrags(input: Input): void {
  const drag = useCell(boardDrag.module);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { list, wanted } = input;
  useEffect(() => {
    if (!drag || !wanted) return;
    const planDrop = (id: string, key: string) =>
      latest.current.plan(draggedIds(latest.current, id), key);
    return drag.watchBoard({
      onCard: (id, spot) => {
        list.dragged.set(id);
        const key = spot && columnOfSpot(latest.current, spot);
        if (key === null) list.mark.set(null);
        else if (list.mark.get()?.id !== key)
          list.mark.set({ id: key, drop: 'end', allowed: planDrop(id, key) !== null });
      },
      onCardDrop: (id, spot) => {
        const key = columnOfSpot(latest.current, spot);
        if (key !== null) planDrop(id, key)?.();
      },
      onColumn: () => undefined,
      onColumnDrop: () => undefined,
      onEnd: () => {
        list.dragged.set(null);
        list.mark.set(null);
      },
    });
  }, [drag, list, wanted]);
}

function columnOfSpot({ columns }: Input, spot: CardSpot): string | null {
  if ('column' in spot) return spot.column;
  return columns[findCard(columns, spot.id)?.column ?? -1]?.key ?? null;
}

function draggedIds({ list, columns }: Input, dragged: string): string[] {
  const selected = list.selected.get();
  return selected.has(dragged) ? cardsOf(columns).filter((id) => selected.has(id)) : [dragged];
}
