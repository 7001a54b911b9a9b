import type { JSHandle, Page } from '@playwright/test';
import { bounded } from './bounded.ts';

/** Asked in the page right before each paint: whether what is waited for stands in it. */
export type Shown = JSHandle<() => boolean>;

/** When something was shown. Instants are of the machine's clock, durations of the page's, in milliseconds. */
export type Painted = {
  /** The end of the frame that shows it. */
  at: number;
  /** From the key or click until then. */
  took: number;
  /** The same without what the frame was waited for while nothing else was to be done. */
  worked: number;
};

/** A press that shows nothing for so long, in seconds, is a fault of the page or of the benchmark. */
const patience = 10;

/** From the stamp of the key or click with which `act` ends to the end of the first frame that shows what it did. */
export async function actToPaint(
  page: Page,
  shown: Shown,
  act: () => Promise<void>,
): Promise<Painted> {
  const painted = await watch(page, shown, true);
  await bounded('a key or click', patience, act());
  return painted();
}

/** Watches from now on for the first frame that shows something. */
export const watchPaint = (page: Page, shown: Shown) => watch(page, shown, false);

/**
 * Looks after all that draws, right before the paint, by a probe that changes its size in each frame. What was posted in
 * a frame is told once that is done.
 */
async function watch(
  page: Page,
  shown: Shown,
  isOfEvent: boolean,
): Promise<() => Promise<Painted>> {
  const handle = await page.evaluateHandle(
    ({ isShown, isOfEvent: waits }) => {
      const { promise, resolve } = Promise.withResolvers<Painted>();
      const soon = (work: () => void) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = work;
        channel.port2.postMessage(null);
      };
      const probe = document.body.appendChild(document.createElement('div'));
      probe.style.cssText = 'position: fixed; height: 1px; width: 1px';
      let frameAt = 0;
      const frame = () =>
        requestAnimationFrame(() => {
          frameAt = performance.now();
          probe.style.width = probe.style.width === '1px' ? '2px' : '1px';
        });
      const begin = (from: number) => {
        // In the frame itself at the latest: what is drawn there changes no element before.
        let madeAt = 0;
        const changed = new MutationObserver(() => {
          if (isShown()) madeAt ||= performance.now();
        });
        const all = { subtree: true, childList: true, attributes: true, characterData: true };
        changed.observe(document.body, all);
        const observer = new ResizeObserver(() => {
          if (frameAt === 0 || !isShown()) return frame();
          observer.disconnect();
          changed.disconnect();
          soon(() => {
            const now = performance.now();
            const made = madeAt > 0 ? Math.min(madeAt, frameAt) : frameAt;
            probe.remove();
            resolve({ at: Date.now(), took: now - from, worked: made - from + (now - frameAt) });
          });
        });
        observer.observe(probe);
        frame();
      };
      const heard = (event: Event) => {
        if (event instanceof KeyboardEvent && event.key === 'Alt') return;
        for (const name of ['keydown', 'click'])
          window.removeEventListener(name, heard, { capture: true });
        begin(event.timeStamp);
      };
      if (waits)
        for (const name of ['keydown', 'click'])
          window.addEventListener(name, heard, { capture: true });
      else begin(performance.now());
      return { promise };
    },
    { isShown: shown, isOfEvent },
  );
  return () =>
    bounded(
      'what was done is shown',
      patience,
      handle.evaluate(({ promise }) => promise),
    );
}
