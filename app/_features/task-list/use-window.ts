'use client';

import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useScroller } from '../../_ui/shell-frame.tsx';
import { useSettled } from '../../_ui/use-settled.ts';
import { followScroll } from './follow-scroll.ts';

/** Rows of one part that are drawn: from (inclusive) to (exclusive). */
export type Range = { from: number; to: number };

export type Heights = {
  row: number;
  /** What a part has beside its rows: its heading above, the line for new tasks below. */
  above: (part: number) => number;
  below: number;
};

/** Lists shorter than this are drawn whole: then the browser's own search finds every row. */
const whole = 150;
const overscan = 15;
/** In the first paint, which should not wait for what is not seen. */
const firstOverscan = 2;
/** The drawn rows change in steps, so that most frames of a scroll draw nothing. */
const stepSize = 10;

/** The rows of each part that are near the screen. Heights are known, so nothing is measured. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  lengths: readonly number[],
  heights: Heights,
): Range[] {
  const scroller = useScroller();
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const isSettled = useSettled();
  const isWhole = isSettled && total <= whole;
  const [view, setView] = useState(() => ({ top: 0, bottom: window.innerHeight }));

  useLayoutEffect(() => {
    if (isWhole || !scroller || !box.current) return;
    const list = box.current;
    const pace = stepSize * heights.row;
    const look = () => {
      const offset = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = Math.floor(-offset / pace) * pace;
      const bottom = Math.ceil((scroller.clientHeight - offset) / pace) * pace;
      setView((was) => (was.top === top && was.bottom === bottom ? was : { top, bottom }));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    const stop = followScroll(scroller, look);
    return () => {
      resized.disconnect();
      stop();
    };
  }, [isWhole, scroller, box, heights.row]);

  if (isWhole) return lengths.map((length) => ({ from: 0, to: length }));
  return rangesIn(lengths, heights, { ...view, overscan: isSettled ? overscan : firstOverscan });
}

type View = {
  /** From and to where it is seen, in px from its beginning. */
  top: number;
  bottom: number;
  /** Rows drawn beyond that, on each side. */
  overscan: number;
};

/** The rows that a view of the list needs. */
export function rangesIn(lengths: readonly number[], heights: Heights, view: View): Range[] {
  let offset = 0;
  return lengths.map((length, part) => {
    const first = offset + heights.above(part);
    offset = first + length * heights.row + heights.below;
    const at = (y: number, by: number) =>
      Math.max(0, Math.min(length, Math.floor((y - first) / heights.row) + by));
    return { from: at(view.top, -view.overscan), to: at(view.bottom, view.overscan + 1) };
  });
}

/** How far from the beginning of the list a row stands, in px. */
export function offsetOf(
  lengths: readonly number[],
  heights: Heights,
  at: { part: number; row: number },
): number {
  const before = lengths.slice(0, at.part);
  const parts = before.reduce(
    (sum, length, part) => sum + heights.above(part) + length * heights.row + heights.below,
    0,
  );
  return parts + heights.above(at.part) + at.row * heights.row;
}
