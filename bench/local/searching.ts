import type { Page } from '@playwright/test';
import { actToPaint } from '../paint.ts';
import type { Shown } from '../paint.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import type { Filled } from './workspace.ts';

/** From the last letter of what is searched for to the end of the frame in which the task of that name stands first. */
export async function searching(page: Page, { tasks }: Filled, presses: number): Promise<Figure> {
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox');
  await field.waitFor();
  const times: number[] = [];
  for (let n = 0; n < presses; n += 1) {
    const name = String(1000 + n * 37);
    await field.fill(name.slice(0, -1));
    // The answer to the other letters is here, so that it is not measured with this one.
    await page.waitForTimeout(400);
    const shown = await leads(page, name);
    times.push((await actToPaint(page, shown, () => page.keyboard.press(name.slice(-1)))).took);
  }
  return {
    name: `a letter to its hits in search, ${tasks.toLocaleString('en')} tasks in the workspace, p95`,
    value: rounded(quantile(times, 0.95)),
    unit: 'ms',
    note: `of ${presses}, median ${rounded(quantile(times, 0.5))} ms; with the 80 ms in which a next letter is waited for, the server and the wait for a frame at 60 Hz`,
  };
}

const leads = (page: Page, name: string): Promise<Shown> =>
  page.evaluateHandle(
    (word) => () =>
      document.querySelector('main li a')?.textContent.startsWith(`${word} `) === true,
    name,
  );
