/** So long, in milliseconds, a page that is never idle is waited for. */
const longestWait = 1_000;

/** Resolves once the page has nothing to do. Safari tells nobody; Chromium none whose page draws no frames. */
export function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window)
      requestIdleCallback(() => resolve(), { timeout: longestWait });
    else setTimeout(resolve, 0);
  });
}
