'use client';

import { flushSync } from 'react-dom';

/** So long after a key or a scroll, in ms, each frame is looked at. */
const awakeFor = 600;

/**
 * Calls `look`, and draws what it changed, in the very frame in which something is scrolled. Scrolls by keys are animated,
 * and their events come a frame late: so each frame after a key or a scroll is looked at, too. @returns a way to stop
 */
export function followScroll(scroller: HTMLElement, look: () => void): () => void {
  let seen = placeOf(scroller);
  let frame = 0;
  let until = 0;
  const check = () => {
    const place = placeOf(scroller);
    if (place === seen) return;
    seen = place;
    flushSync(look);
  };
  const step = () => {
    check();
    frame = performance.now() < until ? requestAnimationFrame(step) : 0;
  };
  const wake = () => {
    until = performance.now() + awakeFor;
    if (frame === 0) frame = requestAnimationFrame(step);
  };
  const follow = () => {
    check();
    wake();
  };
  scroller.addEventListener('scroll', follow, { passive: true });
  window.addEventListener('keydown', wake, { passive: true });
  return () => {
    cancelAnimationFrame(frame);
    scroller.removeEventListener('scroll', follow);
    window.removeEventListener('keydown', wake);
  };
}

const placeOf = ({ scrollTop, scrollLeft }: HTMLElement) => `${scrollTop} ${scrollLeft}`;
