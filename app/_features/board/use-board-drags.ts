'use client';

import { useEffect, useRef } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { store } from '../../_client/store/page-store.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { BoardScene } from './board-scene.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { boardDrag } from './board-drag.ts';
import { cardsOf } from './columns.ts';
import type { Column } from './columns.ts';
import { useMoveCards } from './move-cards.ts';
import { dropCards, dropColumn } from './place-cards.ts';
import type { CardSpot } from './place-cards.ts';

type Input = { list: ListState; board: BoardScene; columns: readonly Column[]; wanted: boolean };

/** Moves what is dragged over the board: cards, a selected one with the others, and columns. */
export function useBoardDrags(input: Input): void {
  const drag = useCell(boardDrag.module);
  const move = useMoveCards();
  const latest = useRef({ ...input, move });
  useEffect(() => {
    latest.current = { ...input, move };
  });
  const { list, board, wanted } = input;
  useEffect(() => {
    if (!drag || !wanted) return;
    const target = (id: string, spot: CardSpot) =>
      dropCards(latest.current.columns, draggedIds(latest.current, id), spot);
    const sections = () => latest.current.columns.flatMap(({ sectionId }) => sectionId ?? []);
    return drag.watchBoard({
      onCard: (id, spot) => {
        list.dragged.set(id);
        const mark = spot && { id: idOf(spot), drop: dropOf(spot) };
        const was = list.mark.get();
        if (!spot || !mark) list.mark.set(null);
        else if (was?.id !== mark.id || was.drop !== mark.drop)
          list.mark.set({ ...mark, allowed: target(id, spot) !== null });
      },
      onColumn: (sectionId, spot) => {
        board.draggedColumn.set(sectionId);
        const allowed = spot && dropColumn(sections(), sectionId, spot) ? spot : null;
        const was = board.columnMark.get();
        if (was?.sectionId !== allowed?.sectionId || was?.edge !== allowed?.edge)
          board.columnMark.set(allowed);
      },
      onCardDrop: (id, spot) => {
        const to = target(id, spot);
        if (to) latest.current.move(draggedIds(latest.current, id), to);
      },
      onColumnDrop: (sectionId, spot) => {
        const section = store.get('sections', sectionId);
        const beside = dropColumn(sections(), sectionId, spot);
        if (section && beside) intend(({ moveSection }) => moveSection(section, beside));
      },
      onEnd: () => {
        list.dragged.set(null);
        list.mark.set(null);
        board.draggedColumn.set(null);
        board.columnMark.set(null);
      },
    });
  }, [drag, list, board, wanted]);
}

function draggedIds({ list, columns }: Input, dragged: string): string[] {
  const selected = list.selected.get();
  return selected.has(dragged) ? cardsOf(columns).filter((id) => selected.has(id)) : [dragged];
}

const idOf = (spot: CardSpot) => ('column' in spot ? spot.column : spot.id);
const dropOf = (spot: CardSpot) => ('column' in spot ? ('end' as const) : spot.edge);
