// Draws the icons of the installed app from public/icon.svg: white stones on their own colour, in the browser.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './lib/root.mjs';
import { findChromium } from './lib/test-tools.mjs';

const folder = join(root, 'public');

/** What a launcher cuts to a shape of its own fills its square; the stones stay in the circle that is always seen. */
const icons = [
  { name: 'icon-192.png', size: 192, corner: 0.2, stones: 0.68 },
  { name: 'icon-512.png', size: 512, corner: 0.2, stones: 0.68 },
  { name: 'maskable-512.png', size: 512, corner: 0, stones: 0.56 },
  { name: 'apple-touch-icon.png', size: 180, corner: 0, stones: 0.62 },
];

const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
const stones = `data:image/svg+xml,${encodeURIComponent(svg.replaceAll(/fill="[^"]+"/g, 'fill="#fff"'))}`;
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const { name, size, corner, stones: share } of icons) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<body style="margin:0"><div style="height:100vh;border-radius:${corner * size}px;
      background:#0d6f6b url('${stones}') center / ${share * 100}% no-repeat">`);
    await page.screenshot({ path: join(folder, name), omitBackground: true });
  }
} finally {
  await browser.close();
}
