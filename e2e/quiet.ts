import type { Page } from '@playwright/test';

/** So long, in milliseconds, no answer may have come. */
const silence = 450;

/** Waits until a page has loaded and asks for nothing any more. Its stream of news, which never ends, counts as nothing. */
export async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction((least) => {
    const ends = performance
      .getEntriesByType('resource')
      .map((one) => (one as PerformanceResourceTiming).responseEnd);
    return performance.now() - Math.max(0, ...ends) > least;
  }, silence);
}
