'use client';

import { useEffect, useRef } from 'react';

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

/** Opens the line for a new task in the present view. @returns false where the view has none */
export function openAddLine(): boolean {
  return targets.at(-1)?.() ?? false;
}

/** Opens it in the view of an address that the page goes to, as soon as that view is there. */
export function awaitAddLine(path: string): void {
  awaitedAt = path;
}
