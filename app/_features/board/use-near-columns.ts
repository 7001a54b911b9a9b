'use client';

import { useLayoutEffect, useState } from 'react';
import { useSettled } from '../../_ui/use-settled.ts';
import { followScroll } from '../task-list/follow-scroll.ts';

/** About how wide a column is before the board was measured. */
const guessed = 288;

/** The columns that are seen and, after the first paint, one on each side: only their cards are drawn. From (inclusive) to (exclusive). */
export function useNearColumns(
  scroll: HTMLElement | null,
  count: number,
): { from: number; to: number } {
  const [near, setNear] = useState(() => ({
    from: 0,
    to: Math.ceil(window.innerWidth / guessed),
  }));
  useLayoutEffect(() => {
    if (!scroll) return;
    const look = () => {
      const width = scroll.querySelector('section')?.offsetWidth ?? guessed;
      const from = Math.floor(scroll.scrollLeft / width);
      const to = Math.ceil((scroll.scrollLeft + scroll.clientWidth) / width);
      setNear((was) => (was.from === from && was.to === to ? was : { from, to }));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(scroll);
    const stop = followScroll(scroll, look);
    return () => {
      resized.disconnect();
      stop();
    };
  }, [scroll, count]);
  const beside = useSettled() ? 1 : 0;
  return { from: near.from - beside, to: near.to + beside };
}
