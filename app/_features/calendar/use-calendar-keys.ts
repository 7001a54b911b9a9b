'use client';

import { useEffect, useRef } from 'react';
import { addDays } from '../../_client/clock.ts';
import { store } from '../../_client/store/page-store.ts';
import type { TasksByDay } from '../../_client/store/days.ts';
import { useTaskScene } from '../command/task-scene.ts';
import { openTask } from '../shell/open-task.ts';
import { focusRow, isRowFocused } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import { sceneActions } from '../task-list/scene-actions.ts';
import { useMayEdit } from '../task-list/use-may-edit.ts';
import { usePutOff } from '../upcoming/use-put-off.ts';
import type { Shown } from './span.ts';

type Input = { list: ListState; shown: Shown; tasks: TasksByDay };

/** Walks the tasks of a calendar day by day, selects them, and takes the focused one to another day. */
export function useCalendarKeys({ list, shown, tasks }: Input): void {
  const mayEdit = useMayEdit();
  const putOff = usePutOff();
  const order = () => shown.weeks.flat().flatMap((day) => tasks[day] ?? []);
  const latest = useRef(order);
  useEffect(() => {
    latest.current = order;
  });
  const focused = () => (isRowFocused() ? list.cursor.get() : null);
  const goTo = (id: string) => {
    list.cursor.set(id);
    focusRow(id);
  };
  const walk = (by: 1 | -1) => () => {
    const ids = order();
    const at = ids.indexOf(focused() ?? '');
    const next = ids[at < 0 ? 0 : at + by];
    if (next !== undefined) goTo(next);
  };
  const move = (days: number) => () => {
    const id = focused();
    const task = id === null ? undefined : store.get('tasks', id);
    if (!task?.dueOn) return false;
    if (mayEdit(task.id)) putOff([task], addDays(task.dueOn, days));
    // What a view finds no more, or what left the days that are shown, has no row to go to.
    const follow = () => latest.current().includes(task.id) && goTo(task.id);
    requestAnimationFrame(() => requestAnimationFrame(follow));
    return true;
  };
  const {
    edit: _,
    extendTo: __,
    ...shared
  } = sceneActions({
    list,
    order,
    goTo,
    openTask,
    focused,
    mayEdit,
  });
  const actions = {
    ...shared,
    next: walk(1),
    previous: walk(-1),
    moveUp: move(-7),
    moveDown: move(7),
    unnest: move(-1),
    nest: move(1),
  };
  useTaskScene({ list, order, goTo, openTask, actions });
}
