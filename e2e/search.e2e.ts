import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';

const cairn = useInstance();
let people = 0;

/** A person whose project has these tasks; a comment below the last. */
async function open(
  page: Page,
  tasks: readonly { title: string; [field: string]: string | number }[],
) {
  await signUp(page, cairn.url, `Cleo${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const { id: projectId } = await call(page, 'project.create', { workspaceId, name: 'Home' });
  let taskId = '';
  for (const task of tasks)
    taskId = (await call(page, 'task.create', { workspaceId, projectId, ...task })).id;
  await call(page, 'comment.add', {
    workspaceId,
    taskId,
    body: 'The <b>milk</b> is in the fridge',
  });
  await page.goto(`${cairn.url}/search`);
  return { workspaceId, projectId, taskId };
}

test('found words are marked wherever they stand, and misspelt ones are found apart', async ({
  page,
}) => {
  await open(page, [
    { title: 'Buy milk' },
    { title: 'Breakfast', notes: `${'So far. '.repeat(20)}Milk & oats, <i>cold</i>` },
    { title: 'Fridge' },
  ]);
  const field = page.getByRole('searchbox');
  const hits = page.getByRole('main').getByRole('listitem');
  await field.fill('mil');
  await expect(hits).toHaveCount(3);
  await expect(hits.locator('mark')).toHaveText(['milk', 'Milk', 'milk']);
  await expect(hits.nth(1)).toContainText('Notes: …');
  await expect(hits.nth(1)).toContainText('Milk & oats, <i>cold</i>');
  await expect(hits.nth(2)).toContainText('Comment: The <b>milk</b> is in the fridge');

  await field.fill('mlik');
  const near = page.getByRole('region', { name: 'Spelt a little differently', exact: true });
  await expect(near.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('Nothing has “mlik” in it.')).toBeVisible();
  await expect(page.getByText('Nothing found as typed, 3 tasks spelt')).toBeAttached();
  expect(await violationsOf(page)).toEqual([]);

  await field.press('ArrowDown');
  await expect(near.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog').or(page.getByRole('complementary')).getByText('Breakfast').first(),
  ).toBeVisible();
});

test('it answers with each letter, and an answer that comes late takes the place of none', async ({
  page,
}) => {
  await open(page, [
    { title: 'Milestone' },
    { title: 'Buy milk' },
    { title: 'Pick mint' },
    { title: 'Fridge' },
  ]);
  const field = page.getByRole('searchbox');
  const hits = page.getByRole('main').getByRole('listitem');
  const late = Promise.withResolvers<void>();
  await page.route(/task\.search.*%22mi%22/, async (route) => {
    await late.promise;
    await route.continue().catch(() => undefined);
  });
  await field.press('m');
  await expect(hits).toHaveCount(4);
  await field.press('i');
  // Long enough for this question to be asked for itself.
  await page.waitForTimeout(300);
  await field.press('l');
  await expect(hits).toHaveCount(3);
  await field.press('k');
  await expect(hits).toHaveCount(2);
  late.resolve();
  // Long enough for the late answer to come, which is to change nothing.
  await page.waitForTimeout(500);
  await expect(hits).toHaveCount(2);
  await field.press('Backspace');
  await expect(hits).toHaveCount(3);
  await expect(page).toHaveURL(/q=mil$/);
});

test('a found task tells when it starts, how long it takes, what is below it and that it is blocked, as in any list', async ({
  page,
}) => {
  const { taskId: door, ...place } = await open(page, [
    { title: 'Paint the fence', startOn: '2199-05-04', dueOn: '2199-05-06', estimateMinutes: 90 },
    { title: 'Paint the door', startOn: '2001-05-04' },
  ]);
  const { workspaceId } = place;
  await call(page, 'task.create', { ...place, parentId: door, title: 'Take it down' });
  const brush = await call(page, 'task.create', { ...place, title: 'Buy a brush' });
  const ends = { fromTaskId: brush.id, toTaskId: door };
  await call(page, 'relation.add', { workspaceId, kind: 'blocks', ...ends });
  await page.getByRole('searchbox').fill('paint');
  const hits = page.getByRole('main').getByRole('listitem');
  const fence = hits.filter({ hasText: 'fence' });
  await expect(fence).toContainText('from 4 May 2199');
  await expect(fence).toContainText('1 h 30 min');
  const blocked = hits.filter({ hasText: 'door' });
  await expect(blocked).not.toContainText('from');
  await expect(blocked.getByRole('img', { name: 'Blocked' })).toBeVisible();
  await expect(blocked.getByRole('img', { name: '1 open subtask' })).toBeVisible();
  await page.setViewportSize({ width: 375, height: 812 });
  await expect(fence.getByText('1 h 30 min')).toBeInViewport();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(375);
  expect(await violationsOf(page)).toEqual([]);
});
