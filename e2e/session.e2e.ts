import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { keptRows, keptWhole } from './kept-rows.ts';
import { cutOff } from './pushes.ts';
import { signUp } from './sign-up.ts';
import { storedOn } from './stored-on.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });

/** A person with one task for today. */
async function join(page: Page, name: string, title: string): Promise<void> {
  await signUp(page, cairn.url, name);
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await saved(page);
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).focus();
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.locator('input[name=email]').fill(`${name.toLowerCase()}@example.org`);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

const status = (page: Page) => page.getByRole('navigation').getByRole('status');
const endSession = (page: Page) => page.context().clearCookies({ name: 'cairn.session' });

test('signing out waits for what is being saved', async ({ page }) => {
  await join(page, 'Ada', 'milk');
  const arrived = Promise.withResolvers<void>();
  await page.route('**/api/trpc/sync.push', async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await rename(page, 'milk', 'oat milk');
  await signOut(page, 'Ada');
  setTimeout(() => arrived.resolve(), 500);
  await page.waitForURL('**/sign-in');
  await signIn(page, 'Ada');
  await expect(row(page, 'oat milk')).toBeVisible();
});

test('signing out asks where something cannot be saved, and takes the drafts along', async ({
  page,
}) => {
  await join(page, 'Bob', 'bread');
  await row(page, 'bread').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('half a thought');
  await page.keyboard.press('Escape');
  await page.route('**/api/trpc/sync.push', () => undefined);
  await rename(page, 'bread', 'rye bread');
  await signOut(page, 'Bob');
  await expect(page.getByText('You are still signed in: 1 change is not saved yet.')).toBeVisible();
  const kept = () => page.evaluate(() => Object.keys(sessionStorage).join());
  expect(await kept()).toContain('cairn.draft.comment');
  await page.getByRole('button', { name: 'Sign out without saving' }).click();
  await page.waitForURL('**/sign-in');
  expect(await kept()).not.toContain('cairn.');
});

test('what was done after the session ended is sent once the person is back, in another tab', async ({
  page,
  context,
}) => {
  await join(page, 'Grace', 'eggs');
  await row(page, 'eggs').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('six eggs');
  // While something is being written the page stays.
  await endSession(page);
  await page.keyboard.press('Enter');
  await expect(status(page)).toContainText('You are signed out: 1 change not saved yet');
  const opened = context.waitForEvent('page');
  await status(page).getByRole('link', { name: 'Sign in' }).click();
  const other = await opened;
  await signIn(other, 'Grace');
  await expect(status(page)).toBeEmpty();
  await other.reload();
  await expect(row(other, 'six eggs')).toBeVisible();
  await page.reload();
  await expect(row(page, 'six eggs')).toBeVisible();
});

test('a title that is being written outlives the end of the session, which comes by the stream', async ({
  page,
  browser,
}) => {
  const streaming = page.waitForRequest('**/api/trpc/sync.live*');
  await join(page, 'Ida', 'milk');
  await streaming;
  await row(page, 'milk').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('End');
  await page.keyboard.type(' of oats');
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`${cairn.url}/sign-in`);
  await signIn(elsewhere, 'Ida');
  await call(elsewhere, 'session.revokeOthers', {});
  await elsewhere.context().close();
  await expect(status(page)).toContainText('You are signed out');
  const field = page.getByRole('textbox', { name: 'Title' });
  await expect(field).toHaveValue('milk of oats');
  await page.keyboard.type(' and rye');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${cairn.url}/sign-in?next=/today`);
  await signIn(page, 'Ida');
  await expect(row(page, 'milk of oats and rye')).toBeVisible();
});

for (const waits of [false, true])
  test(`a session that is ended elsewhere takes what this device has with it${waits ? ', but for what is not saved' : ''}`, async ({
    page,
    browser,
  }) => {
    const name = waits ? 'Lea' : 'Leo';
    const streaming = page.waitForRequest('**/api/trpc/sync.live*');
    await join(page, name, 'milk');
    await streaming;
    await keptWhole(page);
    expect(await keptRows(page, 'tasks')).toHaveLength(1);
    if (waits) {
      await cutOff(page);
      await rename(page, 'milk', 'oat milk');
    }
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(`${cairn.url}/sign-in`);
    await signIn(elsewhere, name);
    await call(elsewhere, 'session.revokeOthers', {});
    await elsewhere.context().close();
    if (waits) await expect(status(page)).toContainText('You are signed out: 1 change');
    else await page.waitForURL('**/sign-in*');
    await expect.poll(async () => (await storedOn(page)).rows).toEqual([]);
    expect((await storedOn(page)).ops).toHaveLength(waits ? 1 : 0);
  });

test('a tab follows who signs in and out in another', async ({ page, context }) => {
  await join(page, 'Edsger', 'a goto');
  const other = await context.newPage();
  await other.goto(`${cairn.url}/today`);
  await signOut(other, 'Edsger');
  await page.waitForURL('**/sign-in?next=*');
  await other.waitForURL('**/sign-in');
  await signIn(page, 'Edsger');
  await expect(row(page, 'a goto')).toBeVisible();

  await join(other, 'Barbara', 'a module');
  await expect(page.getByRole('button', { name: 'Barbara' })).toBeVisible();
  await expect(row(page, 'a goto')).toBeHidden();
});

test('what one person writes is never taken as of another', async ({ page, context }) => {
  // The news of the other session is late: the first that knows of it is the server.
  await context.route('**/api/trpc/sync.live', (route) => route.abort());
  await join(page, 'Alan', 'a tape');
  await page.route('**/api/trpc/**', (route) =>
    route.request().url().endsWith('sync.push') ? route.continue() : route.abort(),
  );
  const other = await context.newPage();
  await other.addInitScript(() => {
    BroadcastChannel.prototype.postMessage = () => undefined;
  });
  await join(other, 'Kurt', 'a proof');
  await rename(page, 'a tape', 'a longer tape');
  await expect(status(page)).toContainText('You are signed out: 1 change not saved yet');
  await page.unroute('**/api/trpc/**');

  const back = await context.newPage();
  await back.goto(`${cairn.url}/sign-in`);
  await signIn(back, 'Alan');
  await expect(status(page)).toBeEmpty();
  await back.reload();
  await expect(row(back, 'a longer tape')).toBeVisible();
});

test('a request that never answers is told of, given up and sent again', async ({ page }) => {
  await join(page, 'Tony', 'a null');
  let sent = 0;
  await page.route('**/api/trpc/sync.push', async (route) => {
    sent += 1;
    if (sent > 1) await route.continue();
  });
  await rename(page, 'a null', 'a regret');
  await expect(status(page)).toContainText('1 change not saved yet');
  await expect(status(page)).toBeEmpty();
  expect(sent).toBe(2);
  await page.reload();
  await expect(row(page, 'a regret')).toBeVisible();
});
