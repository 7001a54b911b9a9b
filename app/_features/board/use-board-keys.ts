'use client';

import { store } from '../../_client/store/page-store.ts';
import { useTaskScene } from '../command/task-scene.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { isRowFocused } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import { columnElementId } from './board-scene.ts';
import type { BoardScene } from './board-scene.ts';
import { columnsIn } from './use-columns.ts';
import { cardsOf } from './columns.ts';
import type { Column } from './columns.ts';
import { useMoveCards } from './move-cards.ts';
import { findCard, neighbour, stepCards } from './place-cards.ts';
import type { Way } from './place-cards.ts';
import { sceneActions } from '../task-list/scene-actions.ts';
import { useMayEdit } from '../task-list/use-may-edit.ts';

type Input = {
  list: ListState;
  board: BoardScene;
  projectId: string;
  columns: readonly Column[];
  canMove: boolean;
  openTask: (taskId: string) => void;
};

/** Keys of a board: those of a list, and arrows sideways. */
export function useBoardKeys(input: Input): void {
  const { list, columns, canMove, openTask } = input;
  const mayEdit = useMayEdit();
  const moveCards = useMoveCards();
  const goTo = useGoTo(input);
  const focused = () => (isRowFocused() ? list.cursor.get() : null);
  const order = () => cardsOf(columns);

  const walk = (way: Way) => () => {
    const id = focused();
    const first = columns.find(({ rows }) => rows.length > 0)?.rows[0]?.id;
    const next = id === null ? (list.cursor.get() ?? first) : neighbour(columns, id, way);
    if (next) goTo(next);
    // Where there is no way to go, the key still is the board's: it would scroll.
    return id !== null || next !== undefined;
  };
  const move = (way: Way) => () => {
    const id = focused();
    if (id === null || !canMove) return false;
    const selected = list.selected.get();
    const ids = selected.has(id) ? order().filter((one) => selected.has(one)) : [id];
    const target = stepCards(columns, ids, way);
    if (target) {
      moveCards(ids, target);
      requestAnimationFrame(() => goTo(id));
    }
    return true;
  };
  const { extendTo, ...shared } = sceneActions({ list, order, goTo, openTask, focused, mayEdit });
  const extend = (way: Way) => () => {
    const id = focused();
    return extendTo(id === null ? null : neighbour(columns, id, way));
  };

  const actions: KeyActions = {
    next: walk('down'),
    previous: walk('up'),
    fold: walk('left'),
    unfold: walk('right'),
    moveUp: move('up'),
    moveDown: move('down'),
    unnest: move('left'),
    nest: move('right'),
    ...shared,
    extendDown: extend('down'),
    extendUp: extend('up'),
  };
  useTaskScene({ list, order, goTo, openTask, actions });
}

/** Moves the cursor and the focus to a card; its column, and then the card, are scrolled to first. */
function useGoTo({ list, board, projectId }: Input): (id: string) => void {
  return (id) => {
    list.cursor.set(id);
    const columns = columnsIn(projectId, store.sectionsIn(projectId));
    const key = columns[findCard(columns, id)?.column ?? -1]?.key;
    if (key === undefined) return;
    document
      .getElementById(columnElementId(key))
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const reveal = board.reveal.get(key);
    if (reveal) reveal(id);
    else requestAnimationFrame(() => requestAnimationFrame(() => board.reveal.get(key)?.(id)));
  };
}
