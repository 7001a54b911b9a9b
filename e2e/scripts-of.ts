import type { BrowserContext } from '@playwright/test';
import { quiet } from './quiet.ts';

/** Notes when the first task stands there: asking for it again and again from outside is late by what comes meanwhile. */
function noteFirstTask(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('[role=treeitem]')) return;
    performance.mark('first task');
    watch.disconnect();
  });
  watch.observe(document, { childList: true, subtree: true });
}

/**
 * The scripts that a view asked for until its first task stood there, by what of them came over the wire; what is
 * fetched ahead for later, nobody waits for.
 */
export async function scriptsOf(
  context: BrowserContext,
  path: string,
): Promise<{ bytes: number; files: number }> {
  const fresh = await context.newPage();
  await fresh.addInitScript(noteFirstTask);
  const devtools = await context.newCDPSession(fresh);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await fresh.goto(path, { waitUntil: 'commit' });
  await fresh.locator('[role=treeitem]').first().waitFor();
  await quiet(fresh);
  const sizes = await fresh.evaluate(() => {
    const shown = performance.getEntriesByName('first task')[0]?.startTime ?? Infinity;
    return performance
      .getEntriesByType('resource')
      .filter((one) => one instanceof PerformanceResourceTiming)
      .filter(({ name, startTime }) => new URL(name).pathname.endsWith('.js') && startTime <= shown)
      .map(({ encodedBodySize }) => encodedBodySize);
  });
  await fresh.close();
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
}
