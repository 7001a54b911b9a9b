import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { keptRows, keptWhole } from './kept-rows.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();
const api = '**/api/trpc/**';
let people = 0;

const row = (page: Page, title: string) =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const card = (page: Page, title: string) =>
  page.locator('[data-title]').filter({ hasText: new RegExp(`^${title}$`) });

type Boat = { workspaceId: string; projectId: string; hullId: string; said: string };

/** Somebody with a project that their page never showed, all of which their device has. */
async function settle(page: Page): Promise<Boat> {
  await signUp(page, cairn.url, `Wim${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const within = { workspaceId, name: 'Boat', key: 'BOAT' };
  const { id: projectId } = await call(page, 'project.create', within);
  const section = { workspaceId, projectId, name: 'Below the water' };
  const { id: sectionId } = await call(page, 'section.create', section);
  const label = { workspaceId, name: 'wet', colour: 'blue' };
  const { id: labelId } = await call(page, 'label.create', label);
  const make = (title: string, fields: object = {}) =>
    call(page, 'task.create', { workspaceId, projectId, title, ...fields });
  const { id: hullId } = await make('Hull', { sectionId, labelIds: [labelId] });
  await make('Caulk', { parentId: hullId });
  const { id: doneId } = await make('Mast', { sectionId });
  await call(page, 'task.complete', { workspaceId, taskId: doneId });
  const said = 'Cotton, then pitch';
  await call(page, 'comment.add', { workspaceId, taskId: hullId, body: said });
  await page.reload();
  await keptWhole(page);
  return { workspaceId, projectId, hullId, said };
}

/** What was asked of the server by name, and no stream. */
function watchReads(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, names = ''] = /\/api\/trpc\/([^?]+)/.exec(request.url()) ?? [];
    asked.push(...names.split(',').filter((name) => /[.](list|get|bootstrap)/.test(name)));
  });
  return asked;
}

test('what was never opened stands there without an answer, with all that hangs from it', async ({
  page,
}) => {
  const { said } = await settle(page);
  await page.route(api, (route) => route.abort());
  await page.reload();
  await page.getByRole('link', { name: 'Boat' }).click();
  await expect(row(page, 'Hull')).toBeVisible();
  await expect(page.getByText('Below the water')).toBeVisible();
  await row(page, 'Hull').click();
  await expect(page.getByText(said)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'wet' }).click();
  await expect(row(page, 'Hull')).toBeVisible();
  await page.goto(`${cairn.url}/p/BOAT?view=board`);
  await expect(card(page, 'Hull')).toBeVisible();
  await page.getByRole('button', { name: '1 completed' }).click();
  await expect(card(page, 'Mast')).toBeVisible();
});

test('a page that comes back is told what happened, and reads nothing again', async ({ page }) => {
  const { workspaceId, projectId, hullId } = await settle(page);
  await page.goto('about:blank');
  await callFrom(page, 'task.update', { workspaceId, taskId: hullId, set: { title: 'Keel' } });
  await callFrom(page, 'task.create', { workspaceId, projectId, title: 'Rudder' });
  const asked = watchReads(page);
  await page.goto(`${cairn.url}/p/BOAT`);
  await expect(row(page, 'Rudder')).toBeVisible();
  await expect(row(page, 'Keel')).toBeVisible();
  await expect(row(page, 'Hull')).toBeHidden();
  expect(asked).not.toContain('sync.bootstrap');
});

/** As `call`, from a page that is nowhere. */
async function callFrom(page: Page, procedure: string, data: object): Promise<void> {
  const headers = { origin: cairn.url };
  const answer = await page.request.post(`${cairn.url}/api/trpc/${procedure}`, { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('what is made elsewhere in what was never opened is there too, and what is deleted is not', async ({
  page,
}) => {
  const { workspaceId, projectId, hullId } = await settle(page);
  await call(page, 'task.create', { workspaceId, projectId, title: 'Rudder' });
  await call(page, 'task.delete', { workspaceId, taskId: hullId });
  await expect.poll(() => keptTitles(page)).toEqual(['Mast', 'Rudder']);
  await page.route(api, (route) => route.abort());
  await page.reload();
  await page.getByRole('link', { name: 'Boat' }).click();
  await expect(row(page, 'Rudder')).toBeVisible();
  await expect(row(page, 'Hull')).toBeHidden();
  await page.unroute(api);
  await page.reload();
  // With what hangs below it, of which this device has nothing any more.
  await keptWhole(page);
  await call(page, 'task.restore', { workspaceId, taskId: hullId });
  await expect.poll(() => keptTitles(page)).toEqual(['Caulk', 'Hull', 'Mast', 'Rudder']);
});

/** The titles of the tasks that this device has. */
const keptTitles = async (page: Page) =>
  (await keptRows(page, 'tasks')).map(({ title }) => title).toSorted();
