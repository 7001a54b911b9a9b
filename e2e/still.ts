import type { Page } from '@playwright/test';

/** Waits until nothing on the page moves or fades any more: what is measured or looked at is what stays. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What begins with this state begins in the next frame.
    await frame();
    await frame();
    const passing = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        const { endTime } = effect?.getComputedTiming() ?? {};
        return playState === 'running' && endTime !== Infinity;
      });
    for (let now = passing(); now.length > 0; now = passing())
      await Promise.allSettled(now.map(({ finished }) => finished));
  });
}
