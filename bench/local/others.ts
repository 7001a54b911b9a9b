import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import type { MeOutput } from '../../server/account/schema.ts';
import { createApi } from '../../server/testing/api.ts';
import type { Api } from '../../server/testing/api.ts';
import { watchPaint } from '../paint.ts';
import type { Shown } from '../paint.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { createToken } from '../stage.ts';
import type { Stage } from '../stage.ts';
import { linkTo, standing } from './workspace.ts';
import type { Filled } from './workspace.ts';

/** From before another person's call to the end of the frame that shows here what it changed. */
export async function others(
  page: Page,
  { stage, filled }: { stage: Stage; filled: Filled },
  changes: number,
): Promise<Figure> {
  const mate = await joined(stage);
  const { workspaceId } = stage;
  await linkTo(page, filled.places.list).click();
  await standing(page, filled.places.list);
  const taskId = await page.locator('main [data-task]').nth(4).getAttribute('data-task');
  const times: number[] = [];
  // The first one may wait for the stream, and is not counted.
  for (let n = 0; n <= changes; n += 1) {
    const title = `changed by another ${n} times`;
    const painted = await watchPaint(page, await reads(page, { taskId, title }));
    const calledAt = Date.now();
    await mate.mutate('task.update', { workspaceId, taskId, set: { title } });
    const { at } = await painted();
    if (n > 0) times.push(at - calledAt);
    // At rest, so that one change is not measured with the work of another.
    await page.waitForTimeout(200);
  }
  return {
    name: `a change by another person to paint here, ${filled.tasks.toLocaleString('en')} tasks in the workspace, p95`,
    value: rounded(quantile(times, 0.95)),
    unit: 'ms',
    goal: '<= 100',
    note: `of ${changes}, median ${rounded(quantile(times, 0.5))} ms; from before the call, with the write itself and the wait for a frame at 60 Hz`,
  };
}

/** Another member of the stage's workspace. */
async function joined(stage: Stage): Promise<Api> {
  const { home, db, instance, workspaceId } = stage;
  const token = await createToken(home, { email: 'mate@example.org', name: 'Mate' });
  const api = createApi(instance.url, token);
  const { user } = await api.query<MeOutput>('account.me');
  await db.execute(sql`
    INSERT INTO members (workspace_id, user_id, role) VALUES (${workspaceId}, ${user.id}, 'member')`);
  return api;
}

const reads = (page: Page, told: { taskId: string | null; title: string }): Promise<Shown> =>
  page.evaluateHandle(
    ({ taskId, title }) =>
      () =>
        document.querySelector(`[data-task="${taskId}"] [data-title]`)?.textContent === title,
    told,
  );
