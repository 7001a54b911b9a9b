import type { Page } from '@playwright/test';

/** What was seen in each frame since the watch began: where the rows should be, how far it had scrolled. */
export type Watched = {
  frames: number;
  /** Frames in which some point of a list had no row under it. */
  blank: number;
  /** The distance between the highest and the lowest place that was seen, in px. */
  distance: number;
};

/**
 * Looks in every frame whether each point of the lists on the screen, 24 px from the next, has a row under it. It looks
 * after all that draws, right before the paint, by a probe that changes its size: what scrolls between two frames, as a
 * focus does, is never seen on its own.
 * @param scroller what scrolls, as a selector
 */
export async function watchBlanks(page: Page, scroller: string): Promise<() => Promise<Watched>> {
  const watch = await page.evaluateHandle((selector) => {
    const scroll = document.querySelector(selector) as HTMLElement;
    const seen = { frames: 0, blank: 0, low: Infinity, high: -Infinity, isOn: true };
    const isBlank = () => {
      const view = scroll.getBoundingClientRect();
      return [...scroll.querySelectorAll('[role=tree]')].some((tree) => {
        const box = tree.getBoundingClientRect();
        const x = (Math.max(box.left, view.left) + Math.min(box.right, view.right)) / 2;
        const bottom = Math.min(box.bottom, view.bottom) - 12;
        for (let y = Math.max(box.top, view.top + 96) + 4; y < bottom; y += 24) {
          const hit = document.elementsFromPoint(x, y);
          if (!hit.some((element) => element.closest('[data-task], [data-card]'))) return true;
        }
        return false;
      });
    };
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.cssText = 'position: fixed; height: 1px; width: 1px';
    const look = () => {
      if (!seen.isOn) return probe.remove();
      seen.frames += 1;
      if (isBlank()) seen.blank += 1;
      seen.low = Math.min(seen.low, scroll.scrollTop);
      seen.high = Math.max(seen.high, scroll.scrollTop);
      requestAnimationFrame(() => {
        probe.style.width = `${1 + (seen.frames % 2)}px`;
      });
    };
    new ResizeObserver(look).observe(probe);
    return seen;
  }, scroller);
  return () =>
    watch.evaluate((seen) => {
      seen.isOn = false;
      return { frames: seen.frames, blank: seen.blank, distance: seen.high - seen.low };
    });
}

/** Plants the fault that the watch must see: what draws the rows hears of no scroll. Before the page is opened. */
export async function plantDeafScroll(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const proto = EventTarget.prototype as { addEventListener: (...all: unknown[]) => void };
    const { addEventListener } = proto;
    proto.addEventListener = function (this: unknown, ...all) {
      if (all[0] !== 'scroll' && all[0] !== 'keydown') Reflect.apply(addEventListener, this, all);
    };
  });
}
