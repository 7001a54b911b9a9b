import { chromium } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { scriptsOf } from '../e2e/scripts-of.ts';
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
