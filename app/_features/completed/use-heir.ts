'use client';

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Gives the focus of a row that goes away to the one that took its place, of the last one to the row before, and where
 * none is left to what says so. Rows say their key as `data-completion`, that says `data-empty` and takes the focus.
 * @param box what holds the rows, and stays when the last one goes
 */
export function useHeir(box: RefObject<HTMLElement | null>, keys: readonly string[]): void {
  const last = useRef({ keys, focused: null as string | null });
  useEffect(() => {
    const { keys: before, focused } = last.current;
    last.current.keys = keys;
    if (focused === null || keys.includes(focused)) return;
    last.current.focused = null;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const heir = keys[Math.min(before.indexOf(focused), keys.length - 1)];
    if (isLost) requestAnimationFrame(() => focusableOf(box, heir)?.focus());
  }, [box, keys]);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const row =
        target instanceof Element ? target.closest<HTMLElement>('[data-completion]') : null;
      last.current.focused = row?.dataset['completion'] ?? null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
}

function focusableOf(
  { current }: RefObject<HTMLElement | null>,
  key: string | undefined,
): HTMLElement | null {
  const wanted = key === undefined ? '[data-empty]' : `[data-completion="${key}"] [data-open]`;
  return current?.querySelector<HTMLElement>(wanted) ?? null;
}
