'use client';

import { useEffect, useRef } from 'react';
import { navigate } from '../../_client/router.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { routeOf } from './route.ts';

type Target = () => boolean;
const targets: Target[] = [];
let awaitedAt: string | null = null;
/** Views that add, once they are there. */
const adding: ReadonlySet<string> = new Set(['today', 'inbox', 'project', 'task', 'label']);

/** Says what `c` and the bar's Add do in this view. Returning false: it cannot add here. */
export function useAddTarget(open: Target): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const target = () => latest.current();
    targets.push(target);
    if (awaitedAt === window.location.pathname) target();
    awaitedAt = null;
    return () => void targets.splice(targets.indexOf(target), 1);
  }, []);
}

/** Opens the line for a new task in the present view, as soon as that is there; where it has none, in the inbox. */
export function addHere(): void {
  const target = targets.at(-1);
  if (target?.() === true) return;
  const { pathname } = window.location;
  const isComing = target === undefined && adding.has(routeOf(pathname).view);
  awaitedAt = isComing ? pathname : pathHere('/inbox');
  if (!isComing) navigate(awaitedAt);
}
