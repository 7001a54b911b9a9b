'use client';

import { useEffect, useRef } from 'react';
import { useKeys } from '../shell/use-keys.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import type { ListState } from '../task-list/list-state.ts';

/**
 * What a view with tasks tells the commands, so that keys, pickers, menus, bulk bar and palette work in it.
 * A list does it in `use-list-keys.ts`; a board does the same, and marks each card with `data-task={id}` and
 * `id={rowElementId(id)}`. Commands about tasks need nothing else; `Command`s about the view come as `actions`.
 */
export type TaskScene = {
  /** `cursor`: the task that keys are about; `selected`; `editing`: setting it begins writing that title. */
  list: Pick<ListState, 'cursor' | 'selected' | 'editing'>;
  /** The ids of all its tasks in the order of the view, those not drawn too. */
  order: () => readonly string[];
  /** Puts the focus on a task, where it must be scrolled to as well. */
  goTo: (taskId: string) => void;
  openTask: (taskId: string) => void;
  /** What the view itself does: `next`, `previous`, `select`, `fold` … They are bound to their keys here, too. */
  actions: KeyActions;
};

const scenes: { current: TaskScene }[] = [];

/** Names the focused task and the selection of this view while it is drawn, and binds the keys of its own commands. */
export function useTaskScene(scene: TaskScene): void {
  const latest = useRef(scene);
  useEffect(() => {
    latest.current = scene;
  });
  useEffect(() => {
    scenes.push(latest);
    const stop = watchPointer();
    return () => {
      stop();
      scenes.splice(scenes.indexOf(latest), 1);
    };
  }, []);
  useKeys(scene.actions, { outside: 'aside, nav' });
}

/** The scene of the view that was drawn last; null where the view has no tasks. */
export function taskScene(): TaskScene | null {
  return scenes.at(-1)?.current ?? null;
}

/** What commands are about, and the element at which a picker for it floats. */
export type Chosen = { taskIds: readonly string[]; anchor: HTMLElement | null };

const nothing: Chosen = { taskIds: [], anchor: null };
const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const one = (anchor: HTMLElement | null | undefined): Chosen | null =>
  anchor ? { taskIds: [anchor.dataset['task'] ?? ''], anchor } : null;

/** True if the mouse was moved since the focus was: then what is under it is meant. */
let isPointing = false;

function watchPointer(): () => void {
  const stop = new AbortController();
  const set = (is: boolean) => () => void (isPointing = is);
  const options = { passive: true, signal: stop.signal };
  document.addEventListener('pointermove', set(true), options);
  document.addEventListener('focusin', set(false), options);
  return () => stop.abort();
}

/** The task that a key is about by itself: the one in focus, or under the mouse that was moved since. */
export function nearTask(): HTMLElement | null {
  if (document.activeElement?.closest('aside')) return null;
  const canHover = isPointing && window.matchMedia('(hover: hover)').matches;
  const hovered = canHover ? find('[data-task]:hover') : null;
  return hovered ?? document.activeElement?.closest<HTMLElement>('[data-task]') ?? null;
}

/** The selected tasks in the order of the view; else the one that is near. */
export function chosenTasks(): Chosen {
  const scene = taskScene();
  const near = nearTask();
  if (document.activeElement?.closest('aside')) return nothing;
  const selected = scene?.list.selected.get();
  if (!scene || !selected || selected.size === 0) return one(near) ?? nothing;
  const taskIds = scene.order().filter((id) => selected.has(id));
  const own = near && selected.has(near.dataset['task'] ?? '') ? near : null;
  return { taskIds, anchor: own ?? find('[data-task][aria-selected=true]') ?? near };
}
