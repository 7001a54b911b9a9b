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
import type { Shot } from './shot.ts';
import { createCasts } from './cast.ts';
import { looks, openShot } from './open-shot.ts';
import type { Look, Studio } from './open-shot.ts';

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const usage = `npm run screens [-- <screen> | <screen>.<state> | en | ru | light | dark | desktop | phone …]

Takes the pictures of docs/screens: every screen, in both themes and languages, on a desktop and a phone.`;

/** Most of a picture's time is waiting until its page is still. */
const atOnce = 2;

const lookWords: readonly string[] = locales.flatMap(looks).flatMap((look) => Object.values(look));

/** Takes the pictures whose names begin with one of these words, as the words of a look say; all where there are none. */
async function takeAll(all: readonly string[]): Promise<void> {
  const asked = all.filter((word) => lookWords.includes(word));
  const words = all.filter((word) => !asked.includes(word));
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
    const casts = await createCasts(browser, instance.url);
    const all = locales
      .flatMap(looks)
      .filter((one) => isAsked(one, asked))
      .flatMap((look) => wanted.map(([name, shot]) => ({ look, name, shot })))
      .values();
    const takeNext = async () => {
      for (const { look, name, shot } of all) {
        const studio = { browser, cast: casts[look.locale], url: instance.url, look };
        await take(studio, name, shot).catch((error: unknown) => {
          process.exitCode = 1;
          const what = `${name} (${Object.values(look).join(', ')})`;
          process.stderr.write(`${what} is not taken: ${String(error)}\n`);
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, takeNext));
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

/** Of two words for the same thing either will do: `en ru dark` is the dark in both languages. */
function isAsked(look: Look, asked: readonly string[]): boolean {
  return (['locale', 'theme', 'size'] as const).every((part) => {
    const choices = locales.flatMap(looks).map((one) => String(one[part]));
    const wanted = asked.filter((word) => choices.includes(word));
    return wanted.length === 0 || wanted.includes(look[part]);
  });
}

async function take(studio: Studio, name: string, shot: Shot): Promise<void> {
  const { locale, theme, size } = studio.look;
  const file = `${name}.${locale}.${theme}.${size}.webp`;
  const { page, close } = await openShot(studio, shot);
  try {
    // What fades in has come by then.
    await page.waitForTimeout(400);
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
