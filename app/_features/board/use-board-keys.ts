'use client';

import { store } from '../../_client/store/page-store.ts';
import { refocusLater } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { BoardScene } from './board-scene.ts';
import type { Column } from './columns.ts';
import { useMoveCards } from './move-cards.ts';
import { findCard, stepCards } from './place-cards.ts';
import { revealCard } from './reveal-card.ts';
import { useCardKeys } from './use-card-keys.ts';
import { columnsIn } from './use-columns.ts';

type Input = {
  list: ListState;
  board: BoardScene;
  projectId: string;
  columns: readonly Column[];
  canMove: boolean;
  openTask: (taskId: string) => void;
};

/** Keys of a project's board: they take cards to where the hand would put them. */
export function useBoardKeys(input: Input): void {
  const { list, columns, canMove, openTask } = input;
  const moveCards = useMoveCards();
  const goTo = useGoTo(input);
  useCardKeys({
    list,
    columns,
    goTo,
    openTask,
    move: ({ id, ids }, way) => {
      if (!canMove) return false;
      const target = stepCards(columns, ids, way);
      if (target) {
        moveCards(ids, target);
        refocusLater(() => goTo(id));
      }
      return true;
    },
  });
}

/** Moves the cursor and the focus to a card, where it stands now. */
function useGoTo({ list, board, projectId }: Input): (id: string) => void {
  return (id) => {
    list.cursor.set(id);
    const columns = columnsIn(projectId, store.sectionsIn(projectId));
    const key = columns[findCard(columns, id)?.column ?? -1]?.key;
    if (key !== undefined) revealCard(board, { key, id });
  };
}
