import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { png } from '../server/attachment/testing/pictures.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';
import { steadyPort } from '../server/testing/steady-port.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

let home: Home;
let instance: Instance;
test.beforeAll(async () => {
  // The same place for the next one.
  home = await createHome({ NODE_ENV: 'production', PORT: String(await steadyPort()) });
  instance = await startInstance(home);
});
test.afterAll(async () => {
  await instance.stop();
  await home.remove();
});

let people = 0;

/** A person with a task that is open beside the list. @returns the panel */
async function openTask(page: Page): Promise<Locator> {
  await signUp(page, instance.url, `Ada${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const task = await call(page, 'task.create', {
    workspaceId: workspaces[0]?.id,
    title: 'Paint the fence',
    // So that it stands in Today.
    priority: 3,
  });
  await page.goto(`${instance.url}/today?task=${task.id}`);
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(
    'Paint the fence',
  );
  return panel;
}

const files = (panel: Locator) => panel.getByRole('region', { name: 'Files' });
const row = (panel: Locator, name: string) => panel.getByRole('listitem').filter({ hasText: name });
const pick = (panel: Locator, name: string, buffer: Buffer) =>
  files(panel)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function downloaded(page: Page, panel: Locator, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await row(panel, name)
    .getByRole('link', { name: `Download “${name}”` })
    .click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

/** Hands files to an element as a drop or a paste would. */
async function hand(target: Locator, how: 'drop' | 'paste', file: { name: string; text: string }) {
  await target.evaluate(
    (element, { how, file }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name));
      const common = { bubbles: true, cancelable: true };
      if (how === 'paste')
        element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
      else
        for (const name of ['dragenter', 'dragover', 'drop'])
          element.dispatchEvent(new DragEvent(name, { ...common, dataTransfer: transfer }));
    },
    { how, file },
  );
}

async function axe(page: Page) {
  await still(page);
  return violationsOf(page);
}

test('files are picked, dropped and pasted, and come back byte for byte', async ({ page }) => {
  const panel = await openTask(page);
  const bytes = randomBytes(3_000_000);
  await pick(panel, 'Смета за ноябрь.pdf', bytes);
  await expect(row(panel, 'Смета за ноябрь.pdf')).toContainText('PDF · 2.9 MB');
  expect(sum(await downloaded(page, panel, 'Смета за ноябрь.pdf'))).toBe(sum(bytes));

  await hand(panel.getByText('Paint the fence').first(), 'drop', {
    name: 'dropped.txt',
    text: 'a',
  });
  await expect(row(panel, 'dropped.txt')).toContainText('TXT · 1 byte');
  await hand(files(panel), 'paste', { name: 'pasted.txt', text: 'bb' });
  await expect(row(panel, 'pasted.txt')).toContainText('TXT · 2 bytes');
  const listed = page.getByRole('main').getByLabel('3 files');
  await expect(listed).toBeVisible();
  await page.reload();
  await expect(row(panel, 'pasted.txt')).toContainText('TXT · 2 bytes');
  expect(await axe(page)).toEqual([]);
});

test('a file is renamed and deleted, and both are taken back', async ({ page }) => {
  const panel = await openTask(page);
  await pick(panel, 'plan.txt', Buffer.from('plan'));
  const one = row(panel, 'plan.txt');
  await one.hover();
  await one.getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'File name' }).fill('План.txt');
  await page.keyboard.press('Enter');
  await expect(row(panel, 'План.txt')).toBeVisible();
  await saved(page);
  await page.keyboard.press('Control+z');
  await expect(row(panel, 'plan.txt')).toBeVisible();

  await row(panel, 'plan.txt')
    .getByRole('button', { name: /^Actions/ })
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row(panel, 'plan.txt')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(panel, 'plan.txt')).toBeVisible();
  expect(String(await downloaded(page, panel, 'plan.txt'))).toBe('plan');
});

test('pictures are shown without a shift, looked through by keyboard; what only says it is one is not', async ({
  page,
}) => {
  const panel = await openTask(page);
  await pick(panel, 'first.png', png(3, 2));
  await expect(row(panel, 'first.png').locator('img')).toBeVisible();
  await pick(panel, 'second.png', png(4, 4));
  await expect(row(panel, 'second.png').locator('img')).toBeVisible();
  await pick(panel, 'page.png', Buffer.from('<script>alert(1)</script>'));
  await expect(row(panel, 'page.png')).toContainText('PNG · 25 bytes');
  await expect(row(panel, 'page.png').locator('img')).toHaveCount(0);

  await panel.getByRole('button', { name: 'Show “first.png”', exact: true }).click();
  const viewer = page.getByRole('dialog');
  await expect(viewer).toHaveAccessibleName('Picture 1 of 2: first.png');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toHaveAccessibleName('Picture 2 of 2: second.png');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer).toHaveAccessibleName('Picture 1 of 2: first.png');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
});

test('a comment takes its files along', async ({ page }) => {
  const panel = await openTask(page);
  const field = panel.getByRole('textbox', { name: 'Write a comment' });
  await hand(field, 'drop', { name: 'colour.txt', text: 'blue' });
  await expect(row(panel, 'colour.txt')).toContainText('Goes with your comment');
  await field.fill('This one');
  await field.press('Control+Enter');
  const list = panel.getByRole('list', { name: 'Files of this comment' });
  await expect(list).toContainText('TXT · 4 bytes');
  await expect(files(panel).getByText('colour.txt')).toHaveCount(0);
  await page.reload();
  await expect(list).toContainText('colour.txt');
});

test('a file that cannot be added says why in words, and what is empty is not sent', async ({
  page,
}) => {
  const panel = await openTask(page);
  await pick(panel, 'empty.txt', Buffer.alloc(0));
  await expect(row(panel, 'empty.txt')).toContainText('This file is empty.');
  await row(panel, 'empty.txt')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(row(panel, 'empty.txt')).toHaveCount(0);
  await page.route('**/api/trpc/attachment.list*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace(/"file":\d+/g, '"file":3'),
    });
  });
  await pick(panel, 'large.txt', Buffer.from('large'));
  await expect(row(panel, 'large.txt')).toContainText('Too large: a file may have 3 bytes.');
});

test('a sending goes on where it was: after the server was killed, and after the page was loaded again', async ({
  page,
}) => {
  const panel = await openTask(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const slowly = (uploadThroughput: number) =>
    client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  const offsets: number[] = [];
  page.on('request', (request) => {
    const offset = request.headers()['upload-offset'];
    if (request.method() === 'PATCH' && offset !== undefined) offsets.push(Number(offset));
  });
  const progress = () =>
    panel
      .getByRole('progressbar')
      .evaluate((bar) => (bar as HTMLProgressElement).value)
      .catch(() => 0);
  await slowly(3_000_000);
  const bytes = randomBytes(20_000_000);
  await pick(panel, 'large.bin', bytes);
  await expect.poll(progress).toBeGreaterThan(4_000_000);
  await instance.kill();
  await expect(row(panel, 'large.bin')).toContainText('The server does not answer');
  instance = await startInstance(home);
  await expect.poll(() => offsets.length, { timeout: 60_000 }).toBeGreaterThan(1);
  const again = offsets.at(-1) ?? 0;
  expect(again).toBeGreaterThan(1_000_000);

  await expect.poll(progress).toBeGreaterThan(again + 2_000_000);
  await page.reload();
  await expect.poll(() => offsets.at(-1), { timeout: 60_000 }).toBeGreaterThan(again);
  await slowly(-1);
  await expect(row(panel, 'large.bin')).toContainText('BIN · 19 MB', { timeout: 60_000 });
  expect(sum(await downloaded(page, panel, 'large.bin'))).toBe(sum(bytes));
  await expect(row(panel, 'large.bin')).toHaveCount(1);
});

test('a sending is cancelled', async ({ page }) => {
  const panel = await openTask(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 500_000,
  });
  await pick(panel, 'large.bin', randomBytes(20_000_000));
  await expect(panel.getByRole('progressbar')).toBeVisible();
  await panel.getByRole('button', { name: 'Do not send “large.bin”' }).click();
  await expect(row(panel, 'large.bin')).toHaveCount(0);
  await page.reload();
  await expect(panel.getByRole('button', { name: 'Add files', exact: true })).toBeVisible();
});
