import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { findChromium } from '../../bin/lib/test-tools.mjs';
import { browserFlags } from '../../e2e/browser-flags.ts';
import { signInOn } from '../../e2e/use-stage.ts';
import { bounded } from '../bounded.ts';
import { openStage } from '../stage.ts';
import type { Stage } from '../stage.ts';
import { isWholeWithin } from './device.ts';
import { fillWorkspace, linkTo, standing } from './workspace.ts';
import type { Filled } from './workspace.ts';

/** An instance with one filled workspace, and a browser with its person's session. */
export type World = {
  stage: Stage;
  browser: Browser;
  filled: Filled;
  /** A browser that was never here, but for the session. */
  fresh: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  close(): Promise<void>;
};

export async function openWorld(tasks: number): Promise<World> {
  const stage = await openStage();
  const filled = await fillWorkspace(stage, tasks);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  const fresh = (options?: BrowserContextOptions) =>
    browser.newContext({
      viewport: { width: 1400, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
  const first = await fresh();
  await signInOn(stage, await first.newPage());
  const cookies = await first.cookies();
  await first.close();
  return {
    stage,
    browser,
    filled,
    async fresh(options) {
      const context = await fresh(options);
      await context.addCookies(cookies);
      return context;
    },
    async close() {
      await browser.close();
      await stage.close();
    },
  };
}

/** So long, in seconds, a workspace may take to come onto the device. */
export const longestWhole = 60;

/** A page of this world that has been everywhere, and has all that it can have. */
export async function warmPage({ stage, filled, fresh }: World, isWhole: boolean): Promise<Page> {
  const page = await (await fresh()).newPage();
  const { today, ...others } = filled.places;
  await page.goto(stage.instance.url + today.path);
  await standing(page, today);
  if (isWhole && !(await isWholeWithin(page, longestWhole)))
    console.error(`The workspace of ${filled.tasks} is not whole after ${longestWhole} s`);
  for (const place of Object.values(others)) {
    await page.goto(stage.instance.url + place.path);
    await standing(page, place);
  }
  // Once more in one page, which then has the scripts and rows of all.
  for (const place of Object.values(filled.places)) {
    await bounded(`the way to ${place.name}`, 30, linkTo(page, place).click());
    await standing(page, place);
  }
  return page;
}
