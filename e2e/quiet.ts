import type { Page } from '@playwright/test';

/**
 * Waits until a page has loaded and asks for nothing any more. Its stream of news, which never ends, counts as nothing.
 * @param silence milliseconds for which no answer has come: what is fetched ahead, two seconds later, is there too
 */
export async function quiet(page: Page, silence = 700): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction((least) => {
    const ends = performance
      .getEntriesByType('resource')
      .map((one) => (one as PerformanceResourceTiming).responseEnd);
    return performance.now() - Math.max(0, ...ends) > least;
  }, silence);
}
