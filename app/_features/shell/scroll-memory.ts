import { cameBack, entryKey } from '../../_client/router.ts';

type Spot = { top: number; left: number };

const spots = new Map<string, Spot[]>();
/** Milliseconds for which a view that is still filling is waited for. */
const patience = 2000;
const state = { key: '', settling: false };

/** What scrolls: the view, and whatever in it says that it keeps its place. */
function scrollers(): Element[] {
  const main = document.getElementById('main');
  return main ? [main, ...main.querySelectorAll('[data-keeps-scroll]')] : [];
}

/** Notes where views are scrolled to. @returns a way to stop */
export function watchScroll(): () => void {
  state.key = entryKey();
  const keep = () => {
    if (state.settling) return;
    spots.set(
      state.key,
      scrollers().map(({ scrollTop, scrollLeft }) => ({ top: scrollTop, left: scrollLeft })),
    );
  };
  // Who scrolled before this was here has had it fetched.
  keep();
  document.addEventListener('scroll', keep, { capture: true, passive: true });
  return () => document.removeEventListener('scroll', keep, { capture: true });
}

/** A new view begins at its top; going back finds it as it was left. @returns a way to stop */
export function placeScroll(): () => void {
  state.key = entryKey();
  return settle((cameBack() ? spots.get(state.key) : undefined) ?? [{ top: 0, left: 0 }]);
}

/** Scrolls as soon as there is enough to scroll; whoever scrolls meanwhile is left alone. */
function settle(wanted: readonly Spot[]): () => void {
  const began = performance.now();
  const stop = new AbortController();
  state.settling = true;
  const end = () => {
    state.settling = false;
    stop.abort();
  };
  const step = () => {
    if (stop.signal.aborted) return;
    const boxes = scrollers();
    for (const [at, { top, left }] of wanted.entries()) boxes[at]?.scrollTo({ top, left });
    const isThere = wanted.every(
      ({ top, left }, at) =>
        Math.abs((boxes[at]?.scrollTop ?? 0) - top) < 2 &&
        Math.abs((boxes[at]?.scrollLeft ?? 0) - left) < 2,
    );
    if (isThere || performance.now() - began > patience) end();
    else requestAnimationFrame(step);
  };
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
    window.addEventListener(event, end, { passive: true, signal: stop.signal });
  step();
  return end;
}
