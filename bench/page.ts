import { chromium } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';

/** The JavaScript that a browser loads for Today, as it comes over the wire. */
export async function page(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const context = await browser.newContext({ baseURL: instance.url });
    const tab = await context.newPage();
    await tab.goto('/sign-up');
    await tab.getByLabel('Name').fill('Bench');
    await tab.getByLabel('Email').fill('bench@example.org');
    await tab.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/today');
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
    await fresh.goto('/today', { waitUntil: 'networkidle' });
    return [
      {
        name: 'JavaScript of Today’s first load',
        value: rounded(bytes / 1000),
        unit: 'kB',
        goal: '<= 200',
        note: `gzip, ${scripts.size} files`,
      },
    ];
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}
