'use client';

import { useCallback } from 'react';
import type { MouseEvent, RefObject } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { taskScene } from '../command/task-scene.ts';
import { useListScene } from '../task-list/list-state.ts';
import type { ListState } from '../task-list/list-state.ts';
import { extendSelected, toggleSelected } from '../task-list/selection.ts';

/** What a row of a list, or a card of a board, knows of itself; `box` has the focus again when its title was written. */
export function useRowState(id: string, box: RefObject<HTMLElement | null>) {
  const { list } = useListScene();
  return {
    isCursor: usePicked(list.cursor, (cursor) => cursor === id),
    isSelected: usePicked(list.selected, (selected) => selected.has(id)),
    isEditing: usePicked(list.editing, (editing) => editing === id),
    isOpened: usePicked(list.opened, (opened) => opened === id),
    isDragged: usePicked(list.dragged, (dragged) => dragged === id),
    endEditing: useCallback(
      (how: 'saved' | 'left') => {
        if (list.editing.get() === id) list.editing.set(null);
        if (how === 'saved') box.current?.focus({ preventScroll: true });
      },
      [list, id, box],
    ),
  };
}

type Clicked = Pick<MouseEvent, 'metaKey' | 'ctrlKey' | 'shiftKey'>;

/** Ctrl or Cmd selects one, Shift all between. @returns false for a click that selects nothing */
export function selectByClick(list: ListState, id: string, event: Clicked): boolean {
  if (event.metaKey || event.ctrlKey) toggleSelected(list, id);
  else if (event.shiftKey)
    extendSelected(list, taskScene()?.order() ?? [id], { from: list.opened.get() ?? id, to: id });
  else return false;
  return true;
}
