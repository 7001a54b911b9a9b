'use client';

import { useEffect, useRef } from 'react';
import type { BoardScene } from '../board/board-scene.ts';
import type { ColumnOfCards } from '../board/columns.ts';
import { findCard } from '../board/place-cards.ts';
import { revealCard } from '../board/reveal-card.ts';
import { useCardKeys } from '../board/use-card-keys.ts';
import { openTask } from '../shell/open-task.ts';
import { refocusLater } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import { nextColumn } from './card-move.ts';
import type { PlanMove } from './use-card-moves.ts';

type Input = {
  list: ListState;
  board: BoardScene;
  columns: readonly ColumnOfCards[];
  plan: PlanMove;
};

/** Keys of a view's board: Alt and an arrow sideways take cards into the next column. Their order is the view's. */
export function useFoundKeys({ list, board, columns, plan }: Input): void {
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  });
  const goTo = (id: string) => {
    const key = latest.current[findCard(latest.current, id)?.column ?? -1]?.key;
    // What the view finds no more has left cursor and focus to its heir.
    if (key === undefined) return;
    list.cursor.set(id);
    revealCard(board, { key, id });
  };
  useCardKeys({
    list,
    columns,
    goTo,
    openTask,
    move: ({ id, ids }, way) => {
      if (way === 'up' || way === 'down') return false;
      const here = columns[findCard(columns, id)?.column ?? -1];
      if (!here) return true;
      const to = nextColumn(
        columns.map(({ key }) => key),
        here.key,
        { by: way === 'left' ? -1 : 1, takes: (key) => plan(ids, key) !== null },
      );
      if (to === null) return true;
      plan(ids, to)?.();
      // The card is drawn anew where it went: the columns are told in the next frame.
      refocusLater(() => goTo(id), 2);
      return true;
    },
  });
}
