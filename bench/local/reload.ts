import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { openFront } from '../../e2e/open-front.ts';
import type { Front } from '../../e2e/open-front.ts';
import { bounded } from '../bounded.ts';
import { opening, watchOpening } from '../opening.ts';
import { quantile } from '../result.ts';
import type { Figure } from '../result.ts';
import { readKept } from './device.ts';
import { longestWhole } from './world.ts';
import type { World } from './world.ts';

type Workers = NonNullable<BrowserContextOptions['serviceWorkers']>;
type Wanted = { rounds: number; isWhole: boolean };

/** A reload of Today while nothing of `/api` answers: with the service worker, and without one. */
export async function reload(world: World, wanted: Wanted): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const workers of ['allow', 'block'] as const)
    figures.push(await reloads(world, wanted, workers));
  return figures;
}

async function reloads(
  { stage, filled, fresh }: World,
  { rounds, isWhole }: Wanted,
  serviceWorkers: Workers,
): Promise<Figure> {
  const front = await openFront(stage.instance.url);
  const context = await fresh({ serviceWorkers });
  try {
    const { today } = filled.places;
    const page = await context.newPage();
    await watchOpening(page, today.size);
    await opening(page, () => page.goto(front.url + today.path));
    await bounded('Today is kept on the device', longestWhole, kept(page, isWhole));
    if (serviceWorkers === 'allow')
      await bounded('the service worker has all', 60, controlled(page));
    cutOff(front);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await sleep(500);
      const { usable, all } = await opening(page, () => page.reload());
      times.push(Math.max(usable, all));
    }
    const asked = front.asked.filter(isApi).length;
    return {
      name: `reload, ${filled.tasks.toLocaleString('en')} tasks in the workspace, service worker ${serviceWorkers === 'allow' ? 'on' : 'off'}: Today usable`,
      value: Math.round(quantile(times, 0.5)),
      unit: 'ms',
      goal: '<= 500',
      note: `median of ${rounds}; slowest ${Math.round(quantile(times, 1))} ms; 0 of ${asked} calls of the contract answered`,
    };
  } finally {
    await context.close();
    await front.leave();
  }
}

const isApi = (path: string) => path.startsWith('/api/');

/** From now on nothing of the contract is answered; documents and scripts are. */
function cutOff(front: Front): void {
  front.asked.length = 0;
  front.stand = (request) => {
    if (!isApi(request.url ?? '')) return false;
    request.destroy();
    return true;
  };
}

/** The device has the workspace, or where that is not kept whole what Today shows. */
export async function kept(page: Page, isWhole: boolean): Promise<void> {
  const isKept = async () => {
    const now = await readKept(page);
    return isWhole ? now.isWhole : now.loads.some((name) => name.startsWith('today'));
  };
  while (!(await isKept())) await sleep(100);
}

export const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    timeout: 0,
  });
