import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { scriptsOf } from './scripts-of.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { quiet } from './quiet.ts';

const cairn = useInstance();
const views = ['/today', '/inbox', '/p/BOAT', '/p/BOAT?view=board'];

async function open(page: Page, name: string): Promise<void> {
  await signUp(page, cairn.url, name);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  await call(page, 'project.create', { workspaceId, name: 'Boat', key: 'BOAT' });
}

/** Takes the answers away that the first lines of the page have asked for. */
const takeEarly = () =>
  Object.defineProperty(window, 'cairnEarly', { get: () => undefined, set() {} });

/**
 * Opens an address in a browser that holds nothing of its person but the session.
 * @returns each call that was made for it until it began to hear what others do, as its name and input
 */
async function callsOf(page: Page, path: string, begin?: () => void): Promise<string[]> {
  const { cookies } = await page.context().storageState();
  const browser = page.context().browser();
  const context = await browser!.newContext({ storageState: { cookies, origins: [] } });
  const fresh = await context.newPage();
  if (begin) await fresh.addInitScript(begin);
  const calls: string[] = [];
  let isLive = false;
  fresh.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (!pathname.startsWith('/api/trpc/') || request.method() !== 'GET') return;
    const names = pathname.slice('/api/trpc/'.length).split(',');
    isLive ||= names.includes('sync.live');
    const inputs = JSON.parse(searchParams.get('input') ?? '{}') as Record<string, unknown>;
    if (!isLive) calls.push(...names.map((name, at) => `${name} ${JSON.stringify(inputs[at])}`));
  });
  await fresh.goto(`${cairn.url}${path}`);
  await quiet(fresh);
  await context.close();
  return calls;
}

const twice = (calls: readonly string[]) =>
  calls.filter((one, at) => calls.indexOf(one) !== at).map((one) => one.split(' ')[0]);

test('what the first lines of a page have asked is not asked again', async ({ page }) => {
  await open(page, 'Ada');
  for (const view of views) {
    const calls = await callsOf(page, view);
    expect(calls, view).toContain('account.me {}');
    expect(twice(calls), view).toEqual([]);
  }
});

test('the watch sees it where their answers are not taken', async ({ page }) => {
  await open(page, 'Bob');
  const isSeen = (path: string, names: string[]) =>
    expect(async () =>
      expect(twice(await callsOf(page, path, takeEarly))).toEqual(expect.arrayContaining(names)),
    ).toPass();
  await isSeen('/today', ['account.me', 'task.listHot', 'project.list', 'workspace.get']);
  await isSeen('/p/BOAT?view=board', ['section.list', 'task.list']);
});

test.describe('while only the first script has come', () => {
  test.use({ serviceWorkers: 'block' });

  test('what is done waits for what makes changes, and is not lost', async ({ page }) => {
    await open(page, 'Cid');
    const { workspaces } = await call(page, 'account.me');
    const task = { workspaceId: workspaces[0]?.id, title: 'Oil the oars' };
    const { id } = await call(page, 'task.create', task);
    const html = await (await page.request.get(`${cairn.url}/inbox`)).text();
    const rest = Promise.withResolvers<void>();
    await page.route('**/_next/static/chunks/**', async (route) => {
      if (!html.includes(new URL(route.request().url()).pathname)) await rest.promise;
      await route.continue();
    });
    // What is held back belongs to the page: it would never have loaded whole.
    await page.goto(`${cairn.url}/inbox`, { waitUntil: 'commit' });
    const row = page.getByRole('treeitem', { name: 'Oil the oars' });
    await row.getByRole('checkbox').click();
    await expect(row.getByRole('checkbox')).not.toBeChecked();
    await page.keyboard.press('c');
    for (const title of ['Tar the boat', 'Mend the sail', 'Sail']) {
      await page.keyboard.type(title);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New label' }).click();
    for (const name of ['wood', 'rope']) {
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.type('ta');
    rest.resolve();
    await expect(row).toHaveCount(0);
    await expect(page.getByRole('treeitem')).toContainText([
      'Tar the boat',
      'Mend the sail',
      'Sail',
    ]);
    await expect(page.getByRole('link', { name: 'wood' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'rope' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Label name' })).toHaveValue('ta');
    await expect
      .poll(
        async () =>
          (await call(page, 'task.get', { workspaceId: task.workspaceId, taskId: id })).status,
      )
      .toBe('done');
  });
});

test('letters of both languages and of others come from the same font', async ({ page }) => {
  await open(page, 'Letters');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  for (const text of ['Plain', 'Слово', 'é ß €']) {
    await page.evaluate(async (said) => {
      document.body.insertAdjacentHTML('beforeend', `<p id="said">${said}</p>`);
      await document.fonts.load('14px "Inter Variable"', said);
      await document.fonts.ready;
    }, text);
    const { root } = await devtools.send('DOM.getDocument');
    const { nodeId } = await devtools.send('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: '#said',
    });
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(new Set(fonts.map(({ familyName }) => familyName))).toEqual(new Set(['Inter']));
    await page.locator('#said').evaluate((element) => element.remove());
  }
});

test('the scripts of a first view are at most 200 kB on the way', async ({ page, browser }) => {
  await open(page, 'Gil');
  const { workspaces } = await call(page, 'account.me');
  const [workspace] = workspaces;
  const { items } = await call(page, 'project.list', { workspaceId: workspace?.id });
  const projectId = items.find(({ name }) => name === 'Boat')?.id;
  const dueOn = new Date().toISOString().slice(0, 10);
  const task = { workspaceId: workspace?.id, projectId, title: 'Oil the oars', dueOn };
  await call(page, 'task.create', task);
  const { cookies } = await page.context().storageState();
  for (const view of ['/today', '/p/BOAT', '/p/BOAT?view=board'])
    // A machine that is late counts what is fetched ahead, too: what is too much is so each time.
    await expect(async () => {
      const context = await browser.newContext({
        baseURL: cairn.url,
        storageState: { cookies, origins: [] },
        serviceWorkers: 'block',
        extraHTTPHeaders: { 'accept-encoding': 'gzip' },
      });
      const { bytes, files } = await scriptsOf(context, view);
      await context.close();
      expect(files, view).toBeGreaterThan(4);
      expect(bytes, view).toBeLessThanOrEqual(200_000);
    }).toPass({ timeout: 60_000 });
});
