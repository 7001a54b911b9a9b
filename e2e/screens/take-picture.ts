import type { BrowserContext } from '@playwright/test';

/** A harbour in the evening, drawn by the browser: something for the lightbox to show. */
const harbour = `<body style="margin:0"><svg viewBox="0 0 1200 800" width="1200" height="800">
<defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="#d8c9b0"/><stop offset="1" stop-color="#f3e9d8"/></linearGradient>
<linearGradient id="b" x2="0" y2="1"><stop stop-color="#8d8371"/><stop offset="1" stop-color="#4d473d"/></linearGradient></defs>
<path fill="url(#a)" d="M0 0h1200v520H0z"/><circle cx="860" cy="330" r="70" fill="#fbf5e9"/>
<path fill="#a79b85" d="M0 420l180-70 160 50 210-90 190 100 220-60 240 80v110H0z"/>
<path fill="url(#b)" d="M0 520h1200v280H0z"/><path fill="#3a352d" d="M0 560h420v30H0zM60 590h14v120H60zM220 590h14v120h-14zM380 590h14v120h-14z"/>
<path fill="#2d2923" d="M560 610h360l-60 60H620zM720 300h8v300h-8zM600 590l116-250v250zM736 340l120 250H736z"/>
<path stroke="#fbf5e9" stroke-opacity=".3" stroke-width="5" d="M800 545h130M780 575h160M830 700h90M120 740h200M1000 640h120"/></svg></body>`;

/** @returns a PNG of 1200 x 800 */
export async function takePicture(context: BrowserContext): Promise<Uint8Array<ArrayBuffer>> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.setContent(harbour);
  const png = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return new Uint8Array(png);
}
