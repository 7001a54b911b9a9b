import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { quiet } from '../e2e/quiet.ts';
import { signUp } from '../e2e/sign-up.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { slowdowns, slowed } from './key-to-paint.ts';
import { actToPaint } from './paint.ts';
import type { Painted, Shown } from './paint.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const presses = 40;

/** 200 characters in both languages; its last word is a time of which one digit makes another. */
const line =
  'Созвон с Аней и подрядчиком: смета на кровлю, доставка досок и краски @звонки @дача 1.5 ч !2 ' +
  'then send the signed copy to the office and ask about the invoice for March и ещё раз про ворот завтра в 15';

/** The line for a new task, of 200 characters: from a key to the frame that shows what is understood by then. */
export async function chips(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const page = await browser.newPage({ baseURL: instance.url, locale: 'ru' });
    await signUp(page, instance.url, 'Bench');
    await quiet(page);
    await page.keyboard.press('c');
    await page.keyboard.insertText(line);
    await page.locator('[data-chip]').filter({ hasText: '15:00' }).waitFor();
    const devtools = await page.context().newCDPSession(page);
    const figures: Figure[] = [];
    for (const rate of slowdowns) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      figures.push(figureOf(rate, await pressAll(page)));
    }
    figures.push(...(await bare(page)));
    return figures;
  } finally {
    await browser.close();
    await instance.stop();
    await home.remove();
  }
}

/** What the browser itself takes: the same keys in a field of a page that holds nothing else, told beside it. */
async function bare(page: Page): Promise<Figure[]> {
  await page.goto('about:blank');
  await page.setContent(`<input style="width: 700px"><p data-chip></p>`);
  await page.evaluate(() => {
    const [field, told] = [document.querySelector('input'), document.querySelector('p')];
    field?.addEventListener('input', () => (told!.textContent = field.value.slice(-2)));
  });
  await page.locator('input').focus();
  await page.keyboard.insertText(line);
  const devtools = await page.context().newCDPSession(page);
  const figures: Figure[] = [];
  for (const rate of slowdowns) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    const worked = (await pressAll(page)).map((one) => one.worked);
    figures.push({
      name: `a key in a bare field of as many characters, told beside it${slowed(rate)}, p95`,
      value: rounded(quantile(worked, 0.95)),
      unit: 'ms',
      note: `the browser alone; median ${rounded(quantile(worked, 0.5))} ms of ${worked.length}`,
    });
  }
  return figures;
}

/** Another digit in the place of the last makes the time another, and its chip. */
async function pressAll(page: Page): Promise<Painted[]> {
  const painted: Painted[] = [];
  for (let press = 0; press < presses; press += 1) {
    // At rest before and after, so that one press is not measured with the work of another.
    await page.waitForTimeout(150);
    await page.keyboard.press('Shift+ArrowLeft');
    const shown = await isChanged(page);
    const key = press % 2 === 0 ? '6' : '5';
    painted.push(await actToPaint(page, shown, () => page.keyboard.press(key)));
  }
  return painted;
}

function isChanged(page: Page): Promise<Shown> {
  return page.evaluateHandle(() => {
    const texts = () =>
      [...document.querySelectorAll('[data-chip]')].map(({ textContent }) => textContent).join();
    const before = texts();
    return () => texts() !== before;
  });
}

function figureOf(rate: number, painted: readonly Painted[]): Figure {
  const worked = painted.map((one) => one.worked);
  const median = rounded(quantile(worked, 0.5));
  return {
    name: `quick add: from a key to its chips, ${line.length} characters${slowed(rate)}, p95`,
    value: rounded(quantile(worked, 0.95)),
    unit: 'ms',
    goal: '<= 16',
    note: `work and paint, without the wait for the frame; median ${median} ms of ${painted.length}`,
  };
}
