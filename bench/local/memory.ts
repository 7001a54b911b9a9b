import type { Page } from '@playwright/test';
import { residentMb } from '../process.ts';
import type { Figure } from '../result.ts';
import type { World } from './world.ts';

/** What the page's tab holds after a collection: its JavaScript, and the process that draws it. */
export async function memory({ browser, filled }: World, page: Page): Promise<Figure[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  const ofBrowser = await browser.newBrowserCDPSession();
  const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const resident = async (field: 'VmRSS' | 'RssAnon') =>
    Math.max(...(await Promise.all(renderers.map(({ id }) => residentMb(id, field)))));
  const name = `memory of the tab, ${filled.tasks.toLocaleString('en')} tasks in the workspace`;
  return [
    {
      name: `${name}: JavaScript heap`,
      value: Math.round(heap / 1e6),
      unit: 'MB',
      goal: '<= 300',
      note: 'used after a collection, all views visited',
    },
    {
      name: `${name}: its process`,
      value: Math.round(await resident('VmRSS')),
      unit: 'MB',
      goal: '<= 300',
      note: `RSS of the largest renderer, ${Math.round(await resident('RssAnon'))} MB of it its own and not files of the browser`,
    },
  ];
}
