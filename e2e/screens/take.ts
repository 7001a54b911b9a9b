import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../../bin/lib/test-tools.mjs';
import { locales } from '../../server/domain/enums.ts';
import { createHome, startInstance } from '../../server/testing/instance.ts';
import { browserFlags } from '../browser-flags.ts';
import { shots } from './screens.ts';
import type { Shot } from './screens.ts';
import { createCast } from './cast.ts';
import { looks, openShot } from './open-shot.ts';
import type { Studio } from './open-shot.ts';

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
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
      for (const look of looks(locale))
        for (const [name, shot] of wanted)
          await take({ browser, cast, url: instance.url, look }, name, shot);
    }
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

async function take(studio: Studio, name: string, shot: Shot): Promise<void> {
  const { locale, theme, size } = studio.look;
  const { page, close } = await openShot(studio, shot);
  try {
    await page.waitForTimeout(400);
    const file = `${name}.${locale}.${theme}.${size}.webp`;
    await writeFile(path.join(folder, file), await webpOf(page, await page.screenshot()));
    process.stdout.write(`${file}\n`);
  } finally {
    await close();
  }
}

/** A screenshot as WebP, at a fifth of its size; the browser itself converts it. */
async function webpOf(shown: Page, png: Buffer): Promise<Buffer> {
  const page = await shown.context().newPage();
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
