import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import type { SectionId } from '../server/domain/ids.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import type { SectionOutput } from '../server/section/schema.ts';
import { seedProject } from '../server/testing/seed-project.ts';
import { keyToPaint, slowdowns, slowed } from './key-to-paint.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const rounds = 3;
const columns = 10;

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
    const first: Loaded[] = [];
    const again: Loaded[] = [];
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
  const keys = await keyToPaint(page, view.name);
  await context.close();
  return [...loads, ...keys];
}

function figures(name: string, { first, again }: Record<'first' | 'again', Loaded[]>): Figure[] {
  return [
    figure(`${name}: first rows`, first, 'rows'),
    figure(`${name}: all tasks`, first, 'all'),
    figure(`${name}: first rows, reloaded`, again, 'rows'),
    figure(`${name}: all tasks, reloaded`, again, 'all'),
  ];
}

type Loaded = { rows: number; all: number };

function figure(name: string, loads: readonly Loaded[], what: keyof Loaded): Figure {
  const times = loads.map((load) => load[what]);
  return {
    name,
    value: Math.round(quantile(times, 0.5)),
    unit: 'ms',
    note: `median of ${rounds}; slowest ${rounded(quantile(times, 1), 0)} ms`,
  };
}

/** @returns the address of a new project with so many tasks */
async function fill(stage: Stage, { name, look, tasks }: View): Promise<string> {
  const { api, db, workspaceId, userId } = stage;
  const { id } = await api.mutate<ProjectOutput>('project.create', { workspaceId, name });
  const sectionIds: SectionId[] = [];
  while (look === 'board' && sectionIds.length < columns) {
    const section = await api.mutate<SectionOutput>('section.create', {
      workspaceId,
      projectId: id,
      name: `Stage ${sectionIds.length + 1}`,
    });
    sectionIds.push(section.id);
  }
  await seedProject(db, { workspaceId, projectId: id, userId, tasks, sectionIds });
  return `${stage.instance.url}/p/${id}?view=${look}`;
}

/** A browser that has been here once, with a session. */
async function signedIn(stage: Stage, browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(`${stage.instance.url}/sign-in`);
  await page.locator('input[name=email]').fill('bench@example.org');
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  await page.close();
  return context;
}

type Visit = { url: string; view: View; rate: number };

async function load(context: BrowserContext, { url, view, rate }: Visit): Promise<Loaded> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const loaded = await open(page, url, view);
  await page.close();
  return loaded;
}

/** Milliseconds since the navigation began, as the page's own frames see them. */
async function open(page: Page, url: string, { look, tasks }: View): Promise<Loaded> {
  await page.addInitScript(
    (size) => {
      const loaded = { rows: 0, all: 0 };
      Object.assign(window, { loaded });
      const watch = () => {
        const row = document.querySelector('[data-task]');
        if (row && loaded.rows === 0) loaded.rows = performance.now();
        if (row?.ariaSetSize === size) loaded.all = performance.now();
        else requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    },
    String(look === 'list' ? tasks : tasks / columns),
  );
  await page.goto(url);
  const loaded = () => (window as unknown as { loaded: Loaded }).loaded;
  await page.waitForFunction(() => (window as unknown as { loaded: Loaded }).loaded.all > 0);
  return page.evaluate(loaded);
}
