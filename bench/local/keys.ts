import type { Page } from '@playwright/test';
import { keyToPaint, slowed } from '../key-to-paint.ts';
import type { GestureName, Presses } from '../key-to-paint.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { linkTo, standing } from './workspace.ts';
import type { Filled } from './workspace.ts';

/** Nothing is moved in Today: it is sorted by due. */
const views: readonly { at: 'list' | 'today'; of: readonly GestureName[] }[] = [
  { at: 'list', of: ['complete', 'rename', 'move', 'add'] },
  { at: 'today', of: ['complete', 'rename', 'add'] },
];

/** Keys in a list and in Today, from each press to the end of the frame that shows what it did. */
export async function keys(page: Page, filled: Filled, presses: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { at, of } of views) {
    const place = filled.places[at];
    await linkTo(page, place).click();
    await standing(page, place);
    const view = at === 'list' ? 'in a list' : 'in Today';
    for (const pressed of await keyToPaint(page, { of, presses }))
      figures.push(figure(`${pressed.gesture} ${view}`, filled.tasks, pressed));
  }
  return figures;
}

function figure(what: string, tasks: number, { painted, rate }: Presses): Figure {
  const worked = painted.map((one) => one.worked);
  const took = painted.map((one) => one.took);
  return {
    name: `key press to paint, ${what}, ${tasks.toLocaleString('en')} tasks in the workspace${slowed(rate)}, p95`,
    value: rounded(quantile(worked, 0.95)),
    unit: 'ms',
    goal: rate > 1 ? '<= 50' : '<= 16',
    note: `of ${painted.length}, median ${rounded(quantile(worked, 0.5))} ms; with the wait for a frame at 60 Hz ${rounded(quantile(took, 0.5))} and p95 ${rounded(quantile(took, 0.95))} ms`,
  };
}
