import type { Page } from '@playwright/test';
import { actToPaint } from '../paint.ts';
import type { Shown } from '../paint.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { linkTo } from './workspace.ts';
import type { Filled, Place } from './workspace.ts';

type Wanted = { rounds: number; goal: string };
/** So many rows are seen at once at least, where there are as many. */
const seen = 10;

/** From the key or click that leads to another view to the end of the first frame in which its rows stand. */
export async function switchViews(
  page: Page,
  { places, tasks }: Filled,
  { rounds, goal }: Wanted,
): Promise<Figure> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [view, place] of Object.entries(places)) {
      const took = await switchTo(page, place);
      times.set(view, [...(times.get(view) ?? []), took]);
      // At rest, so that one view is not measured with the work of another.
      await page.waitForTimeout(250);
    }
  }
  const each = [...times].map(([view, all]) => `${view} ${rounded(quantile(all, 0.95))}`);
  const all = [...times.values()].flat();
  return {
    name: `switch between views, ${tasks.toLocaleString('en')} tasks in the workspace, p95`,
    value: rounded(quantile(all, 0.95)),
    unit: 'ms',
    goal,
    note: `${all.length} switches, median ${rounded(quantile(all, 0.5))} ms; p95 of each: ${each.join(', ')}; with the wait for a frame at 60 Hz`,
  };
}

/** Today by its keys, all else by its link. */
async function switchTo(page: Page, place: Place): Promise<number> {
  const shown = await rowsOf(page, place);
  const isByKey = place.path === '/today';
  if (isByKey) await page.keyboard.press('g');
  const act = () => (isByKey ? page.keyboard.press('t') : linkTo(page, place).click());
  return (await actToPaint(page, shown, act)).took;
}

const rowsOf = (page: Page, { size }: Place): Promise<Shown> =>
  page.evaluateHandle(
    ({ expected, least }) =>
      () => {
        const rows = document.querySelectorAll('main [data-task]');
        return rows.length >= least && rows[0]?.ariaSetSize === expected;
      },
    { expected: String(size), least: Math.min(size, seen) },
  );
