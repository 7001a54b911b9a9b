'use client';

import { useEffect, useRef } from 'react';
import { navigate } from '../../_client/router.ts';
import { pathHere } from '../workspace/current-workspace.ts';

type Target = () => boolean;
const targets: Target[] = [];
let awaitedAt: string | null = null;

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

/** Opens the line for a new task in the present view; where that has none, in the inbox as soon as it is there. */
export function addHere(): void {
  if (targets.at(-1)?.() === true) return;
  const inbox = pathHere('/inbox');
  awaitedAt = inbox;
  navigate(inbox);
}
