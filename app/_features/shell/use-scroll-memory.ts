'use client';

import { useEffect, useLayoutEffect } from 'react';
import type * as Memory from './scroll-memory.ts';

let memory: typeof Memory | null = null;

/** Lets views be found as they were left. Fetched late: the first view begins at its top anyway. */
export function useScrollMemory(path: string | undefined): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    import('./scroll-memory.ts').then(
      (loaded) => {
        memory = loaded;
        if (!gone) stop = loaded.watchScroll();
      },
      () => undefined,
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  useLayoutEffect(() => memory?.placeScroll(), [path]);
}
