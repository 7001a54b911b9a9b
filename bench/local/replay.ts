import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { bounded } from '../bounded.ts';
import { rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import type { Stage } from '../stage.ts';
import { readKept } from './device.ts';
import { linkTo, standing } from './workspace.ts';
import type { Filled, Place } from './workspace.ts';

/** So many lines the page takes from one paste. */
const mostLines = 500;
const longest = 120;

/** Tasks pasted without network, many at a time: from when it is back until the server and the page are even. */
export async function replay(
  page: Page,
  { stage, filled }: { stage: Stage; filled: Filled },
  operations: number,
): Promise<Figure> {
  const empty: Place = { name: 'Empty', path: '', size: 0 };
  await bounded('the way to the empty project', 30, linkTo(page, empty).click());
  await page.context().setOffline(true);
  const startedAt = performance.now();
  await page.keyboard.press('c');
  await bounded('the line for a new task', 30, page.locator('main input:focus').waitFor());
  for (let made = 0; made < operations;) {
    const lines = Math.min(mostLines, operations - made);
    await paste(page, { from: made, lines });
    made += lines;
    await standing(page, { ...empty, size: made });
  }
  await page.keyboard.press('Escape');
  const isKept = async () => (await readKept(page)).waiting === operations;
  await bounded('all operations are kept', longest, until(isKept));
  const made = (performance.now() - startedAt) / 1000;

  const backAt = performance.now();
  await page.context().setOffline(false);
  await bounded(
    `${operations} operations are saved`,
    longest,
    until(() => isSaved(page)),
  );
  const took = (performance.now() - backAt) / 1000;
  const { rows } = await stage.db.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM tasks WHERE workspace_id = ${stage.workspaceId} AND project_id = ${filled.emptyId}`);
  if (rows[0]?.count !== operations)
    throw new Error(`the server has ${rows[0]?.count} of ${operations} tasks`);
  await standing(page, { ...empty, size: operations });
  return {
    name: `${operations.toLocaleString('en')} offline operations replayed and converged, ${filled.tasks.toLocaleString('en')} tasks in the workspace`,
    value: rounded(took),
    unit: 's',
    goal: '<= 5',
    note: `lines pasted ${mostLines} at a time (made in ${rounded(made)} s); from the network's return until the device keeps nothing to send, the sync line is quiet and the server has all`,
  };
}

async function paste(page: Page, lines: { from: number; lines: number }): Promise<void> {
  await page.evaluate(({ from, lines: count }) => {
    const data = new DataTransfer();
    const titles = Array.from({ length: count }, (_, at) => `written offline ${from + at + 1}`);
    data.setData('text/plain', titles.join('\n'));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, lines);
}

/** Nothing waits on the device, and the line that says how things are names no number of changes. */
async function isSaved(page: Page): Promise<boolean> {
  const { waiting } = await readKept(page);
  if (waiting > 0) return false;
  const said = await page.getByRole('navigation').first().getByRole('status').textContent();
  return !/\d/.test(said ?? '');
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(100);
}
