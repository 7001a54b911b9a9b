import type { Page } from '@playwright/test';
import { watchBlanks } from '../../e2e/watch-blanks.ts';
import { bounded } from '../bounded.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { seededProject } from '../seeded-project.ts';
import { standing } from './workspace.ts';
import type { World } from './world.ts';

const rows = 10_000;
const turn = 900;
const longFrame = 32;

/** The wheel goes down a list of 10,000 rows: once for the times of frames, once for what they show. */
export async function scroll({ stage, fresh }: World): Promise<Figure[]> {
  const name = 'Long';
  const path = `/p/${await seededProject(stage, { name, tasks: rows })}`;
  const context = await fresh();
  const page = await context.newPage();
  await page.goto(stage.instance.url + path);
  await standing(page, { name, path, size: rows });
  // What a page still does once its rows stand is no part of the scroll.
  await page.waitForTimeout(2000);
  const times = await frameTimes(page, () => wheelDown(page));
  await page.keyboard.press('Home');
  const main = page.locator('main');
  await main.evaluate((element) => element.scrollTo({ top: 0, behavior: 'instant' }));
  const blanks = await watchBlanks(page, 'main');
  await wheelDown(page);
  const { frames, blank, distance } = await blanks();
  await context.close();
  const long = times.filter((time) => time > longFrame).length;
  return [
    {
      name: `scroll ${rows.toLocaleString('en')} rows: longest frame`,
      value: rounded(quantile(times, 1)),
      unit: 'ms',
      goal: `<= ${longFrame}`,
      note: `${times.length} frames, ${long} above ${longFrame} ms; p95 ${rounded(quantile(times, 0.95))} ms; by requestAnimationFrame at 60 Hz without a screen`,
    },
    {
      name: `scroll ${rows.toLocaleString('en')} rows: blank frames`,
      value: blank,
      unit: 'frames',
      goal: '0',
      note: `of ${frames}, over ${Math.round(distance)} px`,
    },
  ];
}

/** From the head of the list to its foot. */
async function wheelDown(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  const left = () =>
    page.locator('main').evaluate((main) => main.scrollHeight - main.clientHeight - main.scrollTop);
  const down = async () => {
    while ((await left()) > 1) for (let n = 0; n < 20; n += 1) await page.mouse.wheel(0, turn);
  };
  await bounded('the wheel comes to the foot of the list', 90, down());
}

/** The times between frames while something is done, in milliseconds. */
async function frameTimes(page: Page, work: () => Promise<void>): Promise<number[]> {
  const watch = await page.evaluateHandle(() => {
    const seen = { times: [] as number[], isOn: true };
    let last = 0;
    const look = () => {
      const now = performance.now();
      if (last > 0) seen.times.push(now - last);
      last = now;
      if (seen.isOn) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return seen;
  });
  await work();
  return watch.evaluate((seen) => {
    seen.isOn = false;
    return seen.times;
  });
}
