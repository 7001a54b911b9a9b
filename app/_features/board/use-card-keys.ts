'use client';

import { useTaskScene } from '../command/task-scene.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { isRowFocused } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import { sceneActions } from '../task-list/scene-actions.ts';
import { useMayEdit } from '../task-list/use-may-edit.ts';
import { cardsOf } from './columns.ts';
import type { ColumnOfCards } from './columns.ts';
import { neighbour } from './place-cards.ts';
import type { Way } from './place-cards.ts';

type Input = {
  list: ListState;
  columns: readonly ColumnOfCards[];
  goTo: (id: string) => void;
  openTask: (taskId: string) => void;
  /** Takes cards one step; `id` is the one in focus. Returns false where that key means nothing. */
  move: (cards: { id: string; ids: readonly string[] }, way: Way) => boolean;
};

/** Keys of cards in columns: those of a list, and arrows sideways. */
export function useCardKeys({ list, columns, goTo, openTask, move }: Input): void {
  const mayEdit = useMayEdit();
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
  const step = (way: Way) => () => {
    const id = focused();
    if (id === null) return false;
    const selected = list.selected.get();
    const ids = selected.has(id) ? order().filter((one) => selected.has(one)) : [id];
    return move({ id, ids }, way);
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
    moveUp: step('up'),
    moveDown: step('down'),
    unnest: step('left'),
    nest: step('right'),
    ...shared,
    extendDown: extend('down'),
    extendUp: extend('up'),
  };
  useTaskScene({ list, order, goTo, openTask, actions });
}
