type Axis = 'x' | 'y';
type Point = { x: number; y: number };

/** So near to an edge, in px, a drag scrolls, and so fast at most, in px a second. */
const zone = 64;
const fastest = 1400;

/** How fast a drag scrolls, in px a second: the nearer to an edge, or beyond it, the faster. Negative: back. */
export function scrollPace(at: number, { start, end }: { start: number; end: number }): number {
  const near = Math.min(zone, (end - start) / 4);
  const before = start + near - at;
  const beyond = at - (end - near);
  if (before > 0) return -fastest * Math.min(1, before / near) ** 2;
  return beyond > 0 ? fastest * Math.min(1, beyond / near) ** 2 : 0;
}

/** Scrolls what is marked with `data-scroll` under a dragged thing near its edges. @returns a way to stop */
export function scrollNearEdges(pointer: () => Point | null): () => void {
  let frame = 0;
  let last = performance.now();
  const step = (now: number) => {
    const seconds = Math.min(0.05, (now - last) / 1000);
    last = now;
    const at = pointer();
    if (at) scrollUnder(at, seconds);
    frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

function scrollUnder({ x, y }: Point, seconds: number): void {
  const under = document.elementFromPoint(x, y);
  for (const axis of ['x', 'y'] as Axis[]) {
    const scroller = under?.closest(`[data-scroll=${axis}]`);
    if (!scroller) continue;
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    if (axis === 'x') scroller.scrollLeft += scrollPace(x, { start: left, end: right }) * seconds;
    else scroller.scrollTop += scrollPace(y, { start: top, end: bottom }) * seconds;
  }
}
