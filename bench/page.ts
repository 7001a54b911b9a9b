import { chromium } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { signUp } from '../e2e/sign-up.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { fillProject } from './fill-project.ts';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';
import { quiet } from '../e2e/quiet.ts';

const screens = { Today: '/today', 'a project': '/p/HOME', 'a board': '/p/HOME?view=board' };

/** The JavaScript that a browser loads for Today, a project and its board, as it comes over the wire. */
export async function page(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const options = {
      baseURL: instance.url,
      serviceWorkers: 'block',
      // Every browser takes it; brotli is smaller.
      extraHTTPHeaders: { 'accept-encoding': 'gzip' },
    } as const;
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    await signUp(tab, instance.url, 'Bench');
    await fillProject(tab, 300);
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(screens)) {
      // A browser that holds nothing of its person but the session.
      const first = await browser.newContext({
        ...options,
        storageState: { cookies: await context.cookies(), origins: [] },
      });
      const { bytes, files } = await scriptsOf(first, path);
      await first.close();
      figures.push({
        name: `JavaScript of the first load of ${name}`,
        value: rounded(bytes / 1000),
        unit: 'kB',
        goal: '<= 200',
        note: `gzip, ${files} files, asked for until the first task stood there`,
      });
    }
    return figures;
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

/** Notes when the first task stands there: asking for it again and again from outside is late by what comes meanwhile. */
function noteFirstTask(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('[role=treeitem]')) return;
    performance.mark('first task');
    watch.disconnect();
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** What was asked for until the first task stood there; what is fetched ahead for later, nobody waits for. */
async function scriptsOf(context: BrowserContext, path: string) {
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
