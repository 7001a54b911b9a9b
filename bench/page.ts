import { chromium } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { signUp } from '../e2e/sign-up.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { fillProject } from './fill-project.ts';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';

const screens = { Today: '/today', 'a project': '/p/HOME', 'a board': '/p/HOME?view=board' };

/** The JavaScript that a browser loads for Today, a project and its board, as it comes over the wire. */
export async function page(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const context = await browser.newContext({ baseURL: instance.url });
    const tab = await context.newPage();
    await signUp(tab, instance.url, 'Bench');
    await fillProject(tab, 300);
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(screens)) {
      const { bytes, files } = await scriptsOf(context, path);
      figures.push({
        name: `JavaScript of the first load of ${name}`,
        value: rounded(bytes / 1000),
        unit: 'kB',
        goal: '<= 200',
        note: `gzip, ${files} files`,
      });
    }
    return figures;
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

/** Until the network is idle: what is fetched ahead for later does not count, as nobody waits for it. */
async function scriptsOf(context: BrowserContext, path: string) {
  const fresh = await context.newPage();
  const devtools = await context.newCDPSession(fresh);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await fresh.goto(path, { waitUntil: 'networkidle' });
  const files = scripts.size;
  await fresh.close();
  return { bytes, files };
}
