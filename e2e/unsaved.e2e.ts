import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { keptRows } from './kept-rows.ts';
import { cutOff, loseAnswers, pushes, refusePushes } from './pushes.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { saved, watchWrites } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const status = (page: Page) => page.getByRole('navigation').getByRole('status');

/** A person with some tasks for today. */
async function join(page: Page, titles: readonly string[]): Promise<void> {
  await signUp(page, cairn.url, `Kay${(people += 1)}`);
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await write(page, titles);
  await saved(page);
}

async function write(page: Page, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
}

async function add(page: Page, title: string): Promise<void> {
  await page.keyboard.press('q');
  await write(page, [title]);
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).focus();
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
}

/** What the server has, past the page. */
async function onServer(page: Page): Promise<string[]> {
  const { workspaces } = await call(page, 'account.me');
  const list = { workspaceId: workspaces[0]?.id, limit: 100 };
  const { items } = await call(page, 'task.list', list);
  return items.map(({ title }) => title).toSorted();
}

test('what is not saved outlives a reload, and is saved in its order', async ({ page }) => {
  await join(page, ['milk', 'bread']);
  await cutOff(page);
  await add(page, 'eggs');
  await rename(page, 'eggs', 'six eggs');
  await rename(page, 'milk', 'oat milk');
  await row(page, 'bread').getByRole('checkbox').click();
  await expect(status(page)).toContainText('4 changes not saved yet');
  await page.reload();
  await expect(row(page, 'six eggs')).toBeVisible();
  await expect(row(page, 'oat milk')).toBeVisible();
  await expect(row(page, 'bread')).toBeHidden();
  expect(await onServer(page)).toEqual(['bread', 'milk']);
  await page.unroute(pushes);
  await expect(status(page)).toBeEmpty();
  await expect.poll(() => onServer(page)).toEqual(['bread', 'oat milk', 'six eggs']);
  await expect(row(page, 'six eggs')).toHaveCount(1);
});

test('a page that the server does not answer shows what it showed last, and takes what is done', async ({
  page,
}) => {
  await join(page, ['milk', 'bread']);
  await expect.poll(async () => (await keptRows(page, 'tasks')).length).toBe(2);
  await page.route('**/api/**', (route) => route.abort());
  await page.reload();
  await expect(row(page, 'milk')).toBeVisible();
  await row(page, 'bread').getByRole('checkbox').click();
  await add(page, 'eggs');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await page.reload();
  await expect(row(page, 'eggs')).toBeVisible();
  await expect(row(page, 'bread')).toBeHidden();
  await page.unroute('**/api/**');
  await expect(status(page)).toBeEmpty();
  await expect.poll(() => onServer(page)).toEqual(['bread', 'eggs', 'milk']);
});

test('what was done before a reload can be undone after it', async ({ page }) => {
  await join(page, ['milk', 'bread']);
  await row(page, 'milk').focus();
  await page.keyboard.press('Delete');
  await expect(row(page, 'milk')).toBeHidden();
  await saved(page);
  await page.reload();
  await expect(row(page, 'bread')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'milk')).toBeVisible();
});

test('what arrived without its answer is done once', async ({ page }) => {
  await join(page, ['milk']);
  await loseAnswers(page);
  await add(page, 'eggs');
  await expect(status(page)).toContainText('1 change not saved yet');
  await page.reload();
  await expect(row(page, 'eggs')).toHaveCount(1);
  await page.unroute(pushes);
  await expect(status(page)).toBeEmpty();
  await expect(row(page, 'eggs')).toHaveCount(1);
  expect(await onServer(page)).toEqual(['eggs', 'milk']);
});

test('another tab shows it too, and saves it where the first is gone', async ({
  page,
  context,
}) => {
  await join(page, ['milk']);
  const other = await context.newPage();
  watchWrites(other);
  await other.goto(`${cairn.url}/today`);
  await expect(row(other, 'milk')).toBeVisible();
  await cutOff(page);
  await add(page, 'eggs');
  await rename(page, 'eggs', 'six eggs');
  await expect(row(other, 'six eggs')).toBeVisible();
  await page.close({ runBeforeUnload: false });
  await expect.poll(() => onServer(other)).toEqual(['milk', 'six eggs']);
  await expect(status(other)).toBeEmpty();
  await expect(row(other, 'six eggs')).toHaveCount(1);
});

test('what waits is its person’s alone, and waits for them', async ({ page, context }) => {
  await join(page, ['milk']);
  const first = `kay${people}@example.org`;
  await cutOff(page);
  await rename(page, 'milk', 'oat milk');
  await expect(status(page)).toContainText('1 change not saved yet');
  await context.clearCookies({ name: 'cairn.session' });
  await page.goto('about:blank');
  await page.unroute(pushes);
  const other = await context.newPage();
  await join(other, ['their own']);
  await expect(status(other)).toBeEmpty();
  expect(await onServer(other)).toEqual(['their own']);
  await context.clearCookies({ name: 'cairn.session' });
  await other.close();
  await page.goto(`${cairn.url}/sign-in`);
  await page.locator('input[name=email]').fill(first);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  await expect.poll(() => onServer(page)).toEqual(['oat milk']);
});

test('what was refused is kept until the person has decided, over a reload', async ({ page }) => {
  await join(page, ['milk', 'bread']);
  await refusePushes(page);
  await rename(page, 'milk', 'oat milk');
  await rename(page, 'bread', 'rye bread');
  await expect(status(page)).toContainText('2 changes need attention');
  await expect(row(page, 'milk')).toBeVisible();
  await page.unroute(pushes);
  await page.reload();
  await page.getByRole('button', { name: `Kay${people}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are still signed in: 2 changes are')).toBeVisible();
  await status(page).getByRole('button', { name: 'Show' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not saved' });
  await expect(dialog.getByText('oat milk')).toBeVisible();
  await expect(dialog.getByText(/no longer shared with you/)).toHaveCount(2);
  await still(page);
  const oats = dialog.getByRole('listitem').filter({ hasText: 'oat milk' });
  await oats.getByRole('button', { name: 'Try again' }).click();
  const bread = dialog.getByRole('listitem').filter({ hasText: 'rye bread' });
  await bread.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog.getByText('Nothing is left here: everything is saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'oat milk')).toBeVisible();
  await expect(row(page, 'bread')).toBeVisible();
  await saved(page);
  expect(await onServer(page)).toEqual(['bread', 'oat milk']);
  await expect(status(page)).toBeEmpty();
});
