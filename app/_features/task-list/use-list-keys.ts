'use client';

import type { RefObject } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { useScroller } from '../../_ui/shell-frame.tsx';
import { useTaskScene } from '../command/task-scene.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { setCollapsed } from './collapsed.ts';
import { focusRow, isRowFocused, refocusLater } from './focus-row.ts';
import type { ListState } from './list-state.ts';
import { moveRows } from './move-rows.ts';
import type { Part, Row } from './outline.ts';
import { findRow, nest, spotBeside, step, unnest } from './place.ts';
import type { Target } from './place.ts';
import type { PartRules } from './task-list.tsx';
import { sceneActions } from './scene-actions.ts';
import { useMayEdit } from './use-may-edit.ts';
import { useSayMove } from './use-say-move.ts';
import { offsetOf } from './use-window.ts';
import type { Heights } from './use-window.ts';

type Input = {
  list: ListState;
  parts: readonly Part[];
  rules: Pick<PartRules, 'take' | 'place'>;
  canMove: boolean;
  openTask: (taskId: string) => void;
  box: RefObject<HTMLElement | null>;
  lengths: readonly number[];
  heights: Heights;
};

/** What a list does by itself: walks, selects, folds, moves. It names its tasks for all other commands. */
export function useListKeys(input: Input): void {
  const { list, parts, rules, canMove, openTask } = input;
  const mayEdit = useMayEdit();
  const say = useSayMove();
  const goTo = useGoTo(input);
  const cursor = list.cursor;
  // Only when a key asks: a list may have thousands of rows, and is drawn more often.
  const rows = () => parts.flatMap((part) => part.rows);
  const at = (all: readonly Row[]) => all.findIndex(({ id }) => id === cursor.get());
  const beside = (by: 1 | -1) => {
    const all = rows();
    return all[at(all) + by]?.id;
  };
  // A key is about a row that the person sees to be meant: the one in focus.
  const row = (): Row | undefined => {
    const id = isRowFocused() ? cursor.get() : null;
    return id === null ? undefined : findRow(parts, id)?.row;
  };

  const walk = (by: 1 | -1) => () => {
    const all = rows();
    const here = at(all);
    const next = all[here < 0 ? 0 : isRowFocused() ? here + by : here];
    if (next) goTo(next.id);
  };
  const move = (find: (parts: readonly Part[], id: string) => Target | null) => () => {
    const here = canMove ? row() : undefined;
    if (!here) return false;
    const target = find(parts, here.id);
    // Where there is no way to go, the key still is the list's: Alt-Left would leave the page.
    if (!target) return true;
    if (target.place.parentId) setCollapsed(target.place.parentId, false);
    moveRows([here.id], target, say);
    refocusLater(() => goTo(here.id));
    return true;
  };
  /** Into the next part that takes it. */
  const giveOn = (by: 1 | -1) => () => {
    const here = row();
    if (!here) return false;
    const task = store.get('tasks', here.id);
    const ahead = parts.slice((findRow(parts, here.id)?.part ?? 0) + 1);
    const behind = parts.slice(0, findRow(parts, here.id)?.part).toReversed();
    const take = (by > 0 ? ahead : behind).map((part) => rules.take?.(part)).find(Boolean);
    if (task && take && mayEdit(here.id)) take([task]);
    refocusLater(() => goTo(here.id));
    return true;
  };
  /** Past the next row; at the end of a part into the next that takes it. */
  const put = (by: 1 | -1) => () => {
    const here = row();
    const task = here && store.get('tasks', here.id);
    if (!task) return false;
    const to = spotBeside(parts, {
      id: here.id,
      by,
      takes: (part) => Boolean(rules.place?.(part, [task])),
    });
    if (!to) return true;
    const isWithin = to.part === parts[findRow(parts, here.id)?.part ?? -1];
    rules.place?.(to.part, [task])?.(isWithin ? { by } : to, say);
    refocusLater(() => goTo(here.id));
    return true;
  };
  const upOrDown = (by: 1 | -1) =>
    rules.place ? put(by) : rules.take ? giveOn(by) : move((all, id) => step(all, id, by));
  const fold = (isCollapsed: boolean) => () => {
    const here = row();
    if (!here || here.children === 0 || here.collapsed === isCollapsed) return false;
    setCollapsed(here.id, isCollapsed);
    return true;
  };
  const order = () => rows().map(({ id }) => id);
  const focused = () => row()?.id ?? null;
  const { extendTo, ...shared } = sceneActions({ list, order, goTo, openTask, focused, mayEdit });

  const actions: KeyActions = {
    next: walk(1),
    previous: walk(-1),
    ...shared,
    extendDown: () => extendTo(beside(1)),
    extendUp: () => extendTo(beside(-1)),
    fold: fold(true),
    unfold: fold(false),
    moveUp: upOrDown(-1),
    moveDown: upOrDown(1),
    nest: move(nest),
    unnest: move(unnest),
  };
  useTaskScene({ list, order, goTo, openTask, actions });
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
