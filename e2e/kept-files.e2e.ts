import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { storedOn } from './stored-on.ts';
import { useInstance } from './use-instance.ts';
import { saved, watchWrites } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const everything = '**/api/**';
const uploads = '**/api/uploads*';
const adding = '**/api/trpc/attachment.add';

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const status = (page: Page) => page.getByRole('navigation').getByRole('status');
const panel = (page: Page) => page.getByRole('complementary');
const file = (page: Page, name: string) =>
  panel(page).getByRole('listitem').filter({ hasText: name });
const cut = (on: Page | BrowserContext, what: string) => on.route(what, (route) => route.abort());

/** A person with a task for today. @returns their name */
async function join(page: Page): Promise<string> {
  const name = `Kit${(people += 1)}`;
  await signUp(page, cairn.url, name);
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await write(page, 'milk');
  await saved(page);
  return name;
}

async function write(page: Page, title: string): Promise<void> {
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

async function open(page: Page, title: string): Promise<void> {
  await row(page, title).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(title);
}

async function pick(page: Page, name: string, buffer: Buffer): Promise<void> {
  await panel(page)
    .getByRole('region', { name: 'Files' })
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await expect(file(page, name)).toBeVisible();
}

/** The device keeps so many files, whosever they are. */
const kept = (page: Page, count: number) =>
  expect.poll(async () => (await storedOn(page)).bytes).toBe(count);

/** The files of a task as the server has them, past the page. */
async function onServer(page: Page, title: string): Promise<[name: string, bytes: Buffer][]> {
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const tasks = await call(page, 'task.list', { workspaceId, limit: 100 });
  const taskId = tasks.items.find((task) => task.title === title)?.id;
  if (!taskId) return [];
  const { items } = await call(page, 'attachment.list', { workspaceId, taskId });
  return Promise.all(
    items.map(async ({ id, name }) => {
      const answer = await page.request.get(`${cairn.url}/files/${workspaceId}/${id}/${name}`);
      return [name, await answer.body()] as [string, Buffer];
    }),
  );
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.locator('input[name=email]').fill(`${name.toLowerCase()}@example.org`);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
}

test('a file given offline to a task made offline outlives a reload and a crash, and is there once', async ({
  page,
  context,
}) => {
  await join(page);
  await cut(context, everything);
  await page.keyboard.press('q');
  await write(page, 'eggs');
  await open(page, 'eggs');
  const bytes = randomBytes(2_000_000);
  await pick(page, 'plan.bin', bytes);
  await expect(file(page, 'plan.bin')).toContainText('Waits to be sent');
  await kept(page, 1);
  await expect(status(page)).toContainText('2 changes not saved yet');
  await page.reload();
  await expect(file(page, 'plan.bin')).toBeVisible();
  await expect(status(page)).toContainText('2 changes not saved yet');
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await page.close();

  const next = await context.newPage();
  watchWrites(next);
  const sent: string[] = [];
  next.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/sync[.]push|uploads$|attachment[.]add/.test(pathname) && request.method() === 'POST')
      sent.push(pathname.split('/').at(-1) ?? '');
  });
  await context.unroute(everything);
  await next.goto(`${cairn.url}/today`);
  await expect.poll(() => onServer(next, 'eggs')).toHaveLength(1);
  expect(await onServer(next, 'eggs')).toEqual([['plan.bin', bytes]]);
  // First the task, then the bytes, then the file on it.
  expect(sent).toEqual(['sync.push', 'uploads', 'attachment.add']);
  await kept(next, 0);
  await expect(status(next)).toBeEmpty();
});

test('of several tabs one sends a file, another goes on where that is closed; an answer that was lost adds nothing', async ({
  page,
  context,
}) => {
  await join(page);
  await cut(context, uploads);
  const other = await context.newPage();
  await other.goto(`${cairn.url}/today`);
  await open(page, 'milk');
  await open(other, 'milk');
  await pick(page, 'plan.txt', Buffer.from('plan'));
  await expect(file(other, 'plan.txt')).toContainText('The server does not answer');
  await page.close({ runBeforeUnload: false });
  let added = 0;
  await context.route(adding, async (route) => {
    added += 1;
    await route.fetch();
    if (added === 1) await route.abort();
    else await route.continue();
  });
  await context.unroute(uploads);
  await expect(file(other, 'plan.txt')).toContainText('TXT · 4 bytes', { timeout: 60_000 });
  await expect.poll(() => added).toBe(2);
  expect(await onServer(other, 'milk')).toEqual([['plan.txt', Buffer.from('plan')]]);
  await kept(other, 0);
});

test('what was refused is told and stays, over a reload, to be saved, sent again or given up', async ({
  page,
}) => {
  await join(page);
  await open(page, 'milk');
  await page.route('**/api/trpc/attachment.list*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/"file":\d+/g, '"file":3');
    await route.fulfill({ response: answer, body });
  });
  await pick(page, 'one.txt', Buffer.from('the first'));
  await pick(page, 'two.txt', Buffer.from('the second'));
  await expect(file(page, 'one.txt')).toContainText('Too large: a file may have 3 bytes.');
  await expect(status(page)).toContainText('2 changes need attention');
  await page.goto(`${cairn.url}/today`);
  await expect(status(page)).toContainText('2 changes need attention');
  await status(page).getByRole('button', { name: 'Show' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not saved' });
  const one = dialog.getByRole('listitem').filter({ hasText: 'one.txt' });
  await expect(one).toContainText('Too large: a file may have 3 bytes.');
  const coming = page.waitForEvent('download');
  await one.getByRole('button', { name: 'Save a copy' }).click();
  expect(String(await readFile(await (await coming).path()))).toBe('the first');
  await page.unrouteAll();
  await one.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => onServer(page, 'milk')).toEqual([['one.txt', Buffer.from('the first')]]);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog.getByText('Nothing is left here: everything is saved.')).toBeVisible();
  await kept(page, 0);
  await expect(status(page)).toBeEmpty();
});

test('a file whose task went meanwhile is not lost, and told where nobody sees its row', async ({
  page,
}) => {
  await join(page);
  await open(page, 'milk');
  await cut(page, uploads);
  await pick(page, 'plan.txt', Buffer.from('plan'));
  await kept(page, 1);
  await page.getByRole('button', { name: 'Close' }).first().click();
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const { items } = await call(page, 'task.list', { workspaceId, limit: 1 });
  await call(page, 'task.delete', { workspaceId, taskId: items[0]?.id });
  await page.unroute(uploads);
  await expect(page.getByText('“plan.txt” was not added')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Not saved' });
  await expect(dialog).toContainText('the task was deleted, or is no longer shared with you');
  await kept(page, 1);
});

test('files wait for their person alone, and nobody is told whose they are', async ({
  page,
  context,
}) => {
  const name = await join(page);
  await open(page, 'milk');
  await cut(context, uploads);
  await pick(page, 'plan.txt', Buffer.from('plan'));
  await kept(page, 1);
  // A page whose session ends would go by itself.
  await page.goto('about:blank');
  await context.clearCookies({ name: 'cairn.session' });
  await page.goto(`${cairn.url}/sign-in`);
  const note = page.getByRole('note');
  await expect(note).toContainText('1 change that was not saved waits on this device.');
  await expect(page.getByText(/kit\d/i)).toHaveCount(0);

  const other = await context.newPage();
  await join(other);
  await open(other, 'milk');
  await context.unroute(uploads);
  await pick(other, 'own.txt', Buffer.from('own'));
  await expect.poll(() => onServer(other, 'milk')).toEqual([['own.txt', Buffer.from('own')]]);
  await expect(status(other)).toBeEmpty();
  await context.clearCookies({ name: 'cairn.session' });
  await other.close();
  await page.goto(`${cairn.url}/sign-in`);
  await signIn(page, name);
  await expect.poll(() => onServer(page, 'milk')).toEqual([['plan.txt', Buffer.from('plan')]]);
});

test('signing out asks, and a device that is forgotten keeps nothing', async ({
  page,
  context,
}) => {
  const name = await join(page);
  const other = await context.newPage();
  await other.goto(`${cairn.url}/today`);
  await expect(row(other, 'milk')).toBeVisible();
  await open(page, 'milk');
  await cut(context, uploads);
  await pick(page, 'plan.txt', Buffer.from('plan'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are still signed in: 1 change is not saved yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await page.goto(`${cairn.url}/settings/security`);
  await page.getByRole('button', { name: 'Forget this device…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget this device' });
  await expect(dialog).toContainText('1 change is not saved and would be lost for ever.');
  const left = () =>
    page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map((one) => one.name),
      stored: [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage)),
    }));
  const before = await left();
  expect(before.databases).toEqual(['cairn']);
  expect(before.stored).not.toEqual([]);
  await dialog.getByRole('button', { name: 'Forget and lose them' }).click();
  await page.waitForURL('**/sign-in');
  await other.waitForURL('**/sign-in*');
  await expect(page.locator('button[type=submit]')).toBeVisible();
  expect(await left()).toEqual({ databases: [], stored: [] });
  await expect(page.getByRole('note')).toHaveCount(0);
  await page.goto(`${cairn.url}/today`);
  await page.waitForURL('**/sign-in*');
});

test('on a phone what is not saved stands above the bar, said once', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await join(page);
  const said = page.getByRole('status').filter({ hasText: /change/ });
  await expect(said).toHaveCount(0);
  await cut(page, everything);
  await row(page, 'milk').getByRole('checkbox').click();
  await expect(said).toHaveText(/1 change not saved yet/);
  await expect(said).toBeInViewport();
  await page.getByRole('button', { name: 'Browse' }).click();
  await expect(page.getByRole('dialog', { name: 'Browse' })).toBeVisible();
  await expect(page.getByText('1 change not saved yet')).toHaveCount(1);
  await page.keyboard.press('Escape');
  // Pressed before the network is back, released after: else it might be saved before the press.
  await said.getByRole('button', { name: 'Try now' }).hover();
  await page.mouse.down();
  await page.unroute(everything);
  await page.mouse.up();
  await expect(said).toHaveCount(0);
});
