'use client';

import { useEffect, useRef } from 'react';
import { navigate } from '../../_client/router.ts';
import type { ListState } from '../task-list/list-state.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { routeOf } from './route.ts';

type Target = (text: string) => boolean;
const targets: Target[] = [];
let awaited: { path: string; text: string } | null = null;
/** Views that add, once they are there. */
const adding: ReadonlySet<string> = new Set([
  'today',
  'upcoming',
  'calendar',
  'inbox',
  'project',
  'task',
  'label',
  'filter',
]);

/** Says how `c` and the bar's Add open this list's line in this view. Returning false: it cannot add here. */
export function useAddTarget({ draft }: ListState, open: () => boolean): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const target = (text: string) => {
      const isOpen = latest.current();
      if (isOpen && text !== '') draft.set(text);
      return isOpen;
    };
    targets.push(target);
    if (awaited?.path === window.location.pathname) target(awaited.text);
    awaited = null;
    return () => void targets.splice(targets.indexOf(target), 1);
  }, [draft]);
}

/** Opens the line for a new task in the present view, as soon as that is there; where it has none, in the inbox. */
export function addHere(): void {
  addText('');
}

/** The same, with a text in the line. */
export function addText(text: string): void {
  const target = targets.at(-1);
  if (target?.(text) === true) return;
  const { pathname } = window.location;
  const isComing = target === undefined && adding.has(routeOf(pathname).view);
  awaited = { path: isComing ? pathname : pathHere('/inbox'), text };
  if (!isComing) navigate(awaited.path);
}
