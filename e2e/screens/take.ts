import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { findChromium } from '../../bin/lib/test-tools.mjs';
import { locales } from '../../server/domain/enums.ts';
import type { Locale } from '../../server/domain/enums.ts';
import { createHome, startInstance } from '../../server/testing/instance.ts';
import { browserFlags } from '../browser-flags.ts';
import { shots } from './screens.ts';
import type { Shot } from './screens.ts';
import { createCast } from './cast.ts';
import type { Cast } from './cast.ts';

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const sizes = { desktop: { width: 1400, height: 900 }, phone: { width: 375, height: 812 } };
const themes = ['light', 'dark'] as const;

type Look = { locale: Locale; theme: (typeof themes)[number]; size: keyof typeof sizes };

const usage = `npm run screens [-- <screen> | <screen>.<state> …]

Takes the pictures of docs/screens: every screen, in both themes and languages, on a desktop and a phone.`;

/** Takes the pictures whose names begin with one of these words; all where there are none. */
async function takeAll(words: readonly string[]): Promise<void> {
  const wanted = Object.entries(shots).filter(
    ([name]) =>
      words.length === 0 || words.some((word) => name === word || name.startsWith(`${word}.`)),
  );
  if (wanted.length === 0)
    throw new Error(`No such screen. There are: ${Object.keys(shots).join(', ')}`);
  await mkdir(folder, { recursive: true });
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    for (const locale of locales) {
      const cast = await createCast(browser, instance.url, locale);
      for (const theme of themes)
        for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
          for (const [name, shot] of wanted)
            await take(
              { browser, cast, url: instance.url, look: { locale, theme, size } },
              name,
              shot,
            );
    }
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

type Studio = { browser: Browser; cast: Cast; url: string; look: Look };

async function take(studio: Studio, name: string, shot: Shot): Promise<void> {
  const { cast, url, look } = studio;
  const context = await openContext(studio, shot);
  try {
    const page = await context.newPage();
    await interfere(page, shot.api);
    const at = typeof shot.at === 'string' ? shot.at : shot.at(cast.told);
    await page.goto(url + at);
    await settle(page, shot.api);
    await shot.act?.({ page, told: cast.told, locale: look.locale });
    await page.waitForTimeout(400);
    const file = `${name}.${look.locale}.${look.theme}.${look.size}.webp`;
    await writeFile(path.join(folder, file), await webpOf(context, await page.screenshot()));
    process.stdout.write(`${file}\n`);
  } finally {
    await context.close();
  }
}

async function openContext(
  { browser, cast, url, look }: Studio,
  shot: Shot,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[look.size],
    colorScheme: look.theme,
    hasTouch: look.size === 'phone',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Moscow',
    ...(shot.who === 'nobody' ? {} : { storageState: cast.states[shot.who] }),
  });
  await context.addCookies([{ name: 'cairn.locale', value: look.locale, url }]);
  return context;
}

async function interfere(page: Page, how: Shot['api']): Promise<void> {
  if (!how) return;
  await page.route('**/api/trpc/**', (route) => {
    if (how === 'hangs') return;
    return route.fulfill({ status: 500, body: 'a fault' });
  });
}

async function settle(page: Page, how: Shot['api']): Promise<void> {
  if (how === undefined) await page.waitForLoadState('networkidle');
  else await page.waitForTimeout(2000);
}

/** A screenshot as WebP, at a fifth of its size; the browser itself converts it. */
async function webpOf(context: BrowserContext, png: Buffer): Promise<Buffer> {
  const page = await context.newPage();
  const text = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
    const out = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(out, (byte) => String.fromCharCode(byte)).join(''));
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(text, 'base64');
}

const words = process.argv.slice(2);
if (words.includes('--help')) process.stdout.write(`${usage}\n`);
else await takeAll(words);
