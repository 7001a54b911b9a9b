import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { signInOn } from '../e2e/use-stage.ts';
import { keyToPaint, slowdowns, slowed } from './key-to-paint.ts';
import type { Presses } from './key-to-paint.ts';
import { opening, watchOpening } from './opening.ts';
import type { Opened } from './opening.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { seededProject } from './seeded-project.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const rounds = 3;
const presses = 15;
/** A card is moved down its column by each press, and others are completed: it has to be long enough. */
const columns = 5;

type View = { name: string; look: 'list' | 'board'; tasks: number };

const measured: readonly View[] = [
  ...[300, 3000, 10_000].map((tasks) => ({ look: 'list' as const, tasks })),
  ...[300, 3000].map((tasks) => ({ look: 'board' as const, tasks })),
].map((view) => ({ ...view, name: `${view.look} of ${view.tasks.toLocaleString('en')}` }));

/** A project of many tasks in a browser: until its first rows stand, until all are there, and how quick keys are in it. */
export async function views(): Promise<Figure[]> {
  const stage = await openStage();
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const figures: Figure[] = [];
    for (const view of measured) {
      figures.push(...(await measure(stage, browser, view)));
      console.error(`Measured ${view.name}`);
    }
    return figures;
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function measure(stage: Stage, browser: Browser, view: View): Promise<Figure[]> {
  const url = await fill(stage, view);
  const loads: Figure[] = [];
  for (const rate of slowdowns) {
    const first: Opened[] = [];
    const again: Opened[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const context = await signedIn(stage, browser);
      first.push(await load(context, { url, view, rate }));
      again.push(await load(context, { url, view, rate }));
      await context.close();
    }
    loads.push(...figures(view.name + slowed(rate), { first, again }));
  }
  const context = await signedIn(stage, browser);
  const page = await context.newPage();
  await open(page, url, view);
  const keys = await keyToPaint(page, { of: ['complete', 'rename', 'move'], presses });
  await context.close();
  return [...loads, ...keys.map((pressed) => keyFigure(view.name, pressed))];
}

function figures(name: string, { first, again }: Record<'first' | 'again', Opened[]>): Figure[] {
  return [
    figure(`${name}: first rows`, first, 'rows'),
    figure(`${name}: all tasks`, first, 'all'),
    figure(`${name}: first rows, reloaded`, again, 'rows'),
    figure(`${name}: all tasks, reloaded`, again, 'all'),
  ];
}

function figure(name: string, loads: readonly Opened[], what: 'rows' | 'all'): Figure {
  const times = loads.map((load) => load[what]);
  return {
    name,
    value: Math.round(quantile(times, 0.5)),
    unit: 'ms',
    note: `median of ${rounds}; slowest ${rounded(quantile(times, 1), 0)} ms`,
  };
}

function keyFigure(view: string, { gesture, rate, painted }: Presses): Figure {
  const times = painted.map(({ took }) => took);
  return {
    name: `${view}: key to paint, ${gesture}${slowed(rate)}`,
    value: rounded(quantile(times, 0.5)),
    unit: 'ms',
    ...(rate === 1 && { goal: '<= 33' }),
    note: `median of ${presses}; p95 ${rounded(quantile(times, 0.95))} ms`,
  };
}

/** @returns the address of a new project with so many tasks */
async function fill(stage: Stage, { name, look, tasks }: View): Promise<string> {
  const id = await seededProject(stage, { name, tasks, columns: look === 'board' ? columns : 0 });
  return `${stage.instance.url}/p/${id}?view=${look}`;
}

/** A browser that has been here once, with a session. */
async function signedIn(stage: Stage, browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await signInOn(stage, page);
  await page.close();
  return context;
}

type Visit = { url: string; view: View; rate: number };

async function load(context: BrowserContext, { url, view, rate }: Visit): Promise<Opened> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const loaded = await open(page, url, view);
  await page.close();
  return loaded;
}

async function open(page: Page, url: string, { look, tasks }: View): Promise<Opened> {
  await watchOpening(page, look === 'list' ? tasks : tasks / columns);
  return opening(page, () => page.goto(url));
}
