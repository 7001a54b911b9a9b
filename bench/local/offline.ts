import { openFront } from '../../e2e/open-front.ts';
import { bounded } from '../bounded.ts';
import { opening, watchOpening } from '../opening.ts';
import { quantile } from '../result.ts';
import type { Figure } from '../result.ts';
import { controlled, kept } from './reload.ts';
import { longestWhole } from './world.ts';
import type { World } from './world.ts';

/** A new tab at the address of each kind of view, while no server is there. */
export async function offline({ stage, filled, fresh }: World, rounds: number): Promise<Figure> {
  const front = await openFront(stage.instance.url);
  const context = await fresh({ serviceWorkers: 'allow' });
  try {
    const first = await context.newPage();
    await first.goto(front.url);
    await bounded('the workspace is kept on the device', longestWhole, kept(first, true));
    await bounded('the service worker has all', longestWhole, controlled(first));
    await first.close();
    await front.leave();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const { path, size } of Object.values(filled.places)) {
        const page = await context.newPage();
        await watchOpening(page, size);
        const { usable, all } = await opening(page, () => page.goto(front.url + path));
        times.push(Math.max(usable, all));
        await page.close();
      }
    }
    return {
      name: `a new tab at the address of a view, no server there, ${filled.tasks.toLocaleString('en')} tasks in the workspace: usable, the longest`,
      value: Math.round(quantile(times, 1)),
      unit: 'ms',
      goal: '<= 1000',
      note: `of ${times.length} in ${Object.keys(filled.places).length} kinds of view, median ${Math.round(quantile(times, 0.5))} ms`,
    };
  } finally {
    await context.close();
    await front.leave();
  }
}
