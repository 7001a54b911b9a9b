'use client';

import { useEffect, useLayoutEffect } from 'react';
import { untilAtRest } from '../../_client/until-at-rest.ts';
import type * as Memory from './scroll-memory.ts';

let memory: typeof Memory | null = null;

/**
 * Lets views be found as they were left. Fetched late: the first view begins at its top anyway.
 * @param isReady true once the first view is drawn
 */
export function useScrollMemory(path: string | undefined, isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    const begin = async () => {
      await untilAtRest();
      memory = await import('./scroll-memory.ts');
      if (!gone) stop = memory.watchScroll();
    };
    begin().catch(() => undefined);
    return () => {
      gone = true;
      stop?.();
    };
  }, [isReady]);
  useLayoutEffect(() => memory?.placeScroll(), [path]);
}
