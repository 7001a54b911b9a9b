'use client';

import { completeTasks, deleteTasks } from '../../_client/intents/bulk-tasks.ts';
import { completeTask, reopenTask } from '../../_client/intents/close-task.ts';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { useKeys } from '../shell/use-keys.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { isRowFocused } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import { chosenTasks, clearSelected, toggleSelected } from '../task-list/selection.ts';
import { columnElementId } from './board-scene.ts';
import type { BoardScene } from './board-scene.ts';
import { columnsIn } from './use-columns.ts';
import type { Column } from './columns.ts';
import { useMoveCards } from './move-cards.ts';
import { findCard, neighbour, stepCards } from './place-cards.ts';
import type { Way } from './place-cards.ts';

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
  const moveCards = useMoveCards();
  const goTo = useGoTo(input);
  const focused = () => (isRowFocused() ? list.cursor.get() : null);
  const chosen = () =>
    isRowFocused() || list.selected.get().size > 0 ? chosenTasks(columns, list) : [];

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
    const ids = list.selected.get().has(id) ? chosen().map((task) => task.id) : [id];
    const target = stepCards(columns, ids, way);
    if (target) {
      moveCards(ids, target);
      requestAnimationFrame(() => goTo(id));
    }
    return true;
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
    open: (event) => {
      const id = focused();
      if (id === null || isControl(event.target)) return false;
      openTask(id);
      return true;
    },
    edit: () => {
      const id = focused();
      if (id === null) return false;
      list.editing.set(id);
      return true;
    },
    done: once(() => {
      const tasks = chosen();
      const [only] = tasks;
      if (!only) return false;
      if (tasks.length === 1) (only.status === 'open' ? completeTask : reopenTask)(only);
      else completeTasks(tasks);
      clearSelected(list);
      return true;
    }),
    select: once(() => {
      const id = focused();
      if (id === null) return false;
      toggleSelected(list, id);
      return true;
    }),
    remove: once(() => {
      const tasks = chosen();
      const [only] = tasks;
      if (!only) return false;
      if (tasks.length === 1) deleteTask(only);
      else deleteTasks(tasks);
      clearSelected(list);
      return true;
    }),
    leave: () => {
      if (list.selected.get().size === 0) return false;
      clearSelected(list);
      return true;
    },
  };
  useKeys(actions, { outside: 'aside, nav' });
}

/** A key that is held down acts once: the next card is not meant. */
function once(act: () => boolean): (event: KeyboardEvent) => boolean {
  return ({ repeat }) => repeat || act();
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
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
