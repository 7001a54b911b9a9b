import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

let people = 0;

async function begin(page: Page) {
  const name = `Lena${(people += 1)}`;
  await signUp(page, cairn.url, name);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = async (title: string) =>
    call(page, 'project.create', { workspaceId, name: title });
  return { name, workspaceId, project };
}

const title = (page: Page) =>
  page.getByRole('complementary').getByRole('textbox', { name: 'Title', exact: true });
const main = (page: Page) => page.locator('#main');
const scrolled = (page: Page) => main(page).evaluate((box) => box.scrollTop);

test('a key leads to its task, whatever has become of that', async ({ page }) => {
  const { workspaceId, project } = await begin(page);
  const [home, work] = [await project('Home'), await project('Work')];
  const create = async (name: string) =>
    call(page, 'task.create', { workspaceId, projectId: home.id, title: name });
  const [moved, closed, gone] = [
    await create('Moved'),
    await create('Closed'),
    await create('Gone'),
  ];
  await call(page, 'task.move', { workspaceId, taskId: moved.id, projectId: work.id });
  await call(page, 'task.complete', { workspaceId, taskId: closed.id });
  await call(page, 'task.delete', { workspaceId, taskId: gone.id });

  await page.goto(`${cairn.url}/t/${moved.key}`);
  await expect(title(page)).toHaveValue('Moved');
  await expect(page.getByRole('heading', { level: 1, name: 'Work' })).toBeVisible();
  await page.goto(`${cairn.url}/t/${closed.key.toLowerCase()}`);
  await expect(title(page)).toHaveValue('Closed');

  await page.goto(`${cairn.url}/t/${gone.key}`);
  await expect(page.getByText('“Gone” is in the trash.')).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(title(page)).toHaveValue('Gone');

  await page.goto(`${cairn.url}/t/NOPE-1`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(title(page)).toHaveCount(0);
});

test('what another may not see is as if it were not there', async ({ page, browser }) => {
  const { workspaceId, project } = await begin(page);
  const home = await project('Hidden');
  const task = await call(page, 'task.create', {
    workspaceId,
    projectId: home.id,
    title: 'Secret',
  });
  const other = await (await browser.newContext()).newPage();
  await begin(other);
  const text = async (key: string) => {
    await other.goto(`${cairn.url}/t/${key}`);
    await expect(main(other).locator('a[href="/today"]')).toBeVisible();
    return main(other).innerText();
  };
  expect(await text(task.key)).toBe(await text('HIDDEN-999'));
});

test('who is signed out comes back to the exact address, by signing in and by signing up', async ({
  page,
  browser,
}) => {
  const { name, workspaceId, project } = await begin(page);
  const home = await project('Porch');
  const task = await call(page, 'task.create', { workspaceId, projectId: home.id, title: 'Sweep' });
  const wanted = `/p/${home.key}?task=${task.id}`;
  const anew = await (await browser.newContext()).newPage();
  await anew.goto(cairn.url + wanted);
  await anew.waitForURL('**/sign-in?next=**');
  await anew.locator('input[name=email]').fill(`${name.toLowerCase()}@example.org`);
  await anew.locator('input[name=password]').fill('correct horse battery');
  await anew.locator('button[type=submit]').click();
  await anew.waitForURL(cairn.url + wanted);
  await expect(title(anew)).toHaveValue('Sweep');

  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(`${cairn.url}/search?q=sweep%20%26`);
  await fresh.waitForURL('**/sign-in?next=**');
  await fresh.getByRole('link', { name: 'Create account' }).click();
  const given = { name: 'New', email: 'new-lena@example.org', password: 'correct horse battery' };
  for (const [field, value] of Object.entries(given))
    await fresh.locator(`input[name=${field}]`).fill(value);
  await fresh.locator('button[type=submit]').click();
  await expect(fresh.getByRole('searchbox')).toHaveValue('sweep &');
});

test('back leads through panels, views and searches, and finds lists as they were left', async ({
  page,
}) => {
  const { workspaceId, project } = await begin(page);
  const long = await project('Long');
  const titles = Array.from({ length: 120 }, (_, n) => `Task ${String(n).padStart(3, '0')}`);
  for (const one of titles)
    await call(page, 'task.create', { workspaceId, projectId: long.id, title: one });
  await page.goto(`${cairn.url}/today`);
  await page.getByRole('link', { name: /^Long/ }).click();
  await expect(page.getByText('Task 000')).toBeVisible();
  await main(page).evaluate((box) => box.scrollTo({ top: 2000 }));
  const row = page.getByRole('treeitem').filter({ hasText: 'Task 060' });
  await row.click({ position: { x: 300, y: 18 } });
  await expect(title(page)).toHaveValue('Task 060');

  await page.goBack();
  await expect(title(page)).toHaveCount(0);
  await expect.poll(() => scrolled(page)).toBe(2000);
  await page.goForward();
  await expect(title(page)).toHaveValue('Task 060');
  await page.getByRole('complementary').getByRole('button', { name: 'Close task' }).click();
  await expect(title(page)).toHaveCount(0);
  await expect.poll(() => scrolled(page)).toBe(2000);

  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('100');
  await expect(page).toHaveURL(/q=100/);
  await page.getByRole('link', { name: /Task 100/ }).click();
  await expect(title(page)).toHaveValue('Task 100');
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('100');
  await expect(page.getByRole('link', { name: /Task 100/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Long' })).toBeVisible();
  await expect.poll(() => scrolled(page)).toBe(2000);
  await page.goBack();
  await expect(page).toHaveURL(/\/today$/);
  await expect.poll(() => scrolled(page)).toBe(0);
});
