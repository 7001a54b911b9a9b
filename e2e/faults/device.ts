import { chromium, expect } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { KeptOp } from '../../app/_client/sending/op-log.ts';
import { findChromium } from '../../bin/lib/test-tools.mjs';
import type { App } from '../../server/testing/fleet/apps.ts';
import { browserFlags } from '../browser-flags.ts';
import { openFront } from '../open-front.ts';
import type { Front } from '../open-front.ts';
import { closePanel, panelOf } from './gestures.ts';
import type { Person } from './stage.ts';

/** A browser of one person, with a way to the server of its own. */
export type Device = {
  name: string;
  person: Person;
  front: Front;
  /** The process that it reaches. */
  app: App;
  /** It reaches another from now on. */
  point(app: App): void;
  /** Each operation that its pages have kept, in their order. */
  kept: KeptOp[];
  /** Its tabs; none while it is closed. */
  tabs: Page[];
  open(): Promise<void>;
  /** It ends without having been able to do anything about it. What it keeps on disk stays. */
  kill(): Promise<void>;
  setOffline(isOffline: boolean): Promise<void>;
  remove(): Promise<void>;
};

type DeviceParts = {
  name: string;
  person: Person;
  app: App;
  /** The view that each tab shows. */
  path: string;
  tabs: number;
  /** The browser in which it is a context; null where it is a process with a profile of its own. */
  within: Browser | null;
};

const look = {
  viewport: { width: 1280, height: 1200 },
  timezoneId: 'UTC',
  locale: 'en',
  serviceWorkers: 'block',
} as const;

export async function createDevice(parts: DeviceParts): Promise<Device> {
  const { name, person, within } = parts;
  const front = await openFront(parts.app.url);
  const profile = within ? null : await mkdtemp(path.join(os.tmpdir(), 'cairn-profile-'));
  let context: BrowserContext | null = null;
  const device: Device = {
    name,
    person,
    front,
    app: parts.app,
    point(app) {
      device.app = app;
      front.point(app.url);
    },
    kept: [],
    tabs: [],
    async open() {
      context = await (within?.newContext(look) ?? launch(profile ?? ''));
      await watch(context, device.kept);
      const [cookie, value] = person.cookie.split('=') as [string, string];
      await context.addCookies([{ name: cookie, value, url: front.url, sameSite: 'Lax' }]);
      for (let n = 0; n < parts.tabs; n += 1) device.tabs.push(await context.newPage());
      await Promise.all(device.tabs.map((page) => show(page, front.url + parts.path)));
    },
    async kill() {
      const gone = context?.waitForEvent('close');
      const pid = browserOf(profile ?? '');
      process.kill(pid, 'SIGKILL');
      await gone;
      await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
      device.tabs.length = 0;
      context = null;
    },
    setOffline: async (isOffline) => context?.setOffline(isOffline),
    async remove() {
      await context?.close();
      await front.leave();
      if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return device;
}

/** Shows the view, and a task of it once: its panel comes late, and without network it would not come. */
async function show(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const row = page.locator('main [data-task]').first();
  await expect(row.or(page.getByText('There is nothing here'))).toBeVisible();
  if (await row.isHidden()) return;
  // What the device shows first may be gone once the server is heard.
  await expect(async () => {
    await closePanel(page);
    await row.focus({ timeout: 1_000 });
    await page.keyboard.press('Enter');
    await expect(panelOf(page).locator('dl')).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await closePanel(page);
}

function launch(profile: string): Promise<BrowserContext> {
  const options = { executablePath: findChromium(), args: browserFlags };
  return chromium.launchPersistentContext(profile, { ...options, ...look });
}

/** The process of the browser itself: the first that names its profile. */
function browserOf(profile: string): number {
  const named = `--user-data-dir=${profile}`;
  return Number(execFileSync('pgrep', ['-o', '-f', '--', named], { encoding: 'utf8' }));
}

/** Notes what pages write into their outbox, once it is on the device. */
async function watch(context: BrowserContext, kept: KeptOp[]): Promise<void> {
  await context.exposeFunction('tellKept', (op: KeptOp) => void kept.push(op));
  await context.addInitScript(() => {
    const page = window as unknown as { tellKept: (op: unknown) => void };
    const add = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add')?.value as (
      ...given: unknown[]
    ) => IDBRequest<IDBValidKey>;
    IDBObjectStore.prototype.add = function (...given: unknown[]) {
      const request = add.apply(this, given);
      if (this.name === 'ops')
        this.transaction.addEventListener('complete', () => page.tellKept(given[0]));
      return request;
    };
  });
}
