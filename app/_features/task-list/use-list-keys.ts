'use client';

import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { completeTasks, deleteTasks } from '../../_client/intents/bulk-tasks.ts';
import { completeTask, reopenTask } from '../../_client/intents/close-task.ts';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { useScroller } from '../../_ui/shell-frame.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useKeys } from '../shell/use-keys.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { setCollapsed } from './collapsed.ts';
import { focusRow, isRowFocused } from './focus-row.ts';
import type { ListState } from './list-state.ts';
import { moveRows } from './move-rows.ts';
import type { Part, Row } from './outline.ts';
import { findRow, nest, step, unnest } from './place.ts';
import type { Target } from './place.ts';
import { chosenTasks, clearSelected, toggleSelected, writableOf } from './selection.ts';
import { useSayMove } from './use-say-move.ts';
import { offsetOf } from './use-window.ts';
import type { Heights } from './use-window.ts';

type Input = {
  list: ListState;
  parts: readonly Part[];
  canMove: boolean;
  openTask: (taskId: string) => void;
  box: RefObject<HTMLElement | null>;
  lengths: readonly number[];
  heights: Heights;
};

/** Keys of a list; they mean nothing in the task panel or on a button. */
export function useListKeys(input: Input): void {
  const { list, parts, canMove, openTask } = input;
  const t = useTranslations('rights');
  const say = useSayMove();
  const goTo = useGoTo(input);
  // The key is the list's also where it may do nothing: then it says why.
  const refuse = () => {
    showToast({ message: t('readOnly') });
    return true;
  };
  const rows = parts.flatMap((part) => part.rows);
  const cursor = list.cursor;
  const at = () => rows.findIndex(({ id }) => id === cursor.get());
  // A key is about a row that the person sees to be meant: the one in focus.
  const row = (): Row | undefined => (isRowFocused() ? rows[at()] : undefined);

  const walk = (by: 1 | -1) => () => {
    const here = at();
    const next = rows[here < 0 ? 0 : isRowFocused() ? here + by : here];
    if (next) goTo(next.id);
  };
  const move = (find: (parts: readonly Part[], id: string) => Target | null) => () => {
    const here = canMove ? row() : undefined;
    if (!here) return false;
    const target = find(parts, here.id);
    // Where there is no way to go, the key still is the list's: Alt-Left would leave the page.
    if (!target) return true;
    if (target.place.parentId) setCollapsed(target.place.parentId, false);
    say(moveRows([here.id], target));
    requestAnimationFrame(() => goTo(here.id));
    return true;
  };
  const fold = (isCollapsed: boolean) => () => {
    const here = row();
    if (!here || here.children === 0 || here.collapsed === isCollapsed) return false;
    setCollapsed(here.id, isCollapsed);
    return true;
  };
  const chosen = () => {
    const tasks = isRowFocused() || list.selected.get().size > 0 ? chosenTasks(parts, list) : [];
    const writable = writableOf(tasks);
    if (tasks.length > 0 && writable.length === 0) refuse();
    return writable;
  };

  const actions: KeyActions = {
    next: walk(1),
    previous: walk(-1),
    open: (event) => {
      const here = row();
      if (!here || isControl(event.target)) return false;
      openTask(here.id);
      return true;
    },
    edit: () => {
      const here = row();
      const task = here && store.get('tasks', here.id);
      if (!task) return false;
      if (writableOf([task]).length === 0) return refuse();
      list.editing.set(cursor.get());
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
      const here = row();
      if (!here) return false;
      toggleSelected(list, here.id);
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
    fold: fold(true),
    unfold: fold(false),
    moveUp: move((all, id) => step(all, id, -1)),
    moveDown: move((all, id) => step(all, id, 1)),
    nest: move(nest),
    unnest: move(unnest),
  };
  useKeys(actions, { outside: 'aside, nav' });
}

/** A key that is held down acts once: the next row is not meant. */
function once(act: () => boolean): (event: KeyboardEvent) => boolean {
  return ({ repeat }) => repeat || act();
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}

/** Moves the cursor and the focus to a row; one that is far away is scrolled to first. */
function useGoTo({ list, parts, box, lengths, heights }: Input): (id: string) => void {
  const scroller = useScroller();
  return (id) => {
    list.cursor.set(id);
    if (focusRow(id) || !scroller || !box.current) return;
    const spot = findRow(parts, id);
    if (!spot) return;
    const top = offsetOf(lengths, heights, { part: spot.part, row: spot.at });
    scroller.scrollTo({ top: box.current.offsetTop + top - scroller.clientHeight / 2 });
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(id)));
  };
}
