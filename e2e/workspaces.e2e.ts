import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();
const sidebar = (page: Page) => page.getByRole('navigation').first();
const switcher = (page: Page) => sidebar(page).getByRole('button', { name: /^Workspace/ });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Makes a workspace in the page; it stands at its inbox then. */
async function newWorkspace(page: Page, name: string): Promise<void> {
  await switcher(page).click();
  await page.getByRole('menuitem', { name: 'New workspace' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(switcher(page)).toHaveText(new RegExp(name));
  await expect(heading(page, 'Inbox')).toBeVisible();
}

async function switchTo(page: Page, name: string): Promise<void> {
  await switcher(page).click();
  await page.getByRole('menuitemcheckbox', { name }).click();
  await expect(switcher(page)).toHaveText(new RegExp(name));
}

async function addHere(page: Page, title: string): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'New task' }).fill(title);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('treeitem').filter({ hasText: title })).toBeVisible();
}

test('each workspace has its own places; what is added, found and made stays in it', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Ada');
  await newWorkspace(page, 'Crew');
  await expect(page).toHaveURL(/\/w\/[0-9a-f]{6}\/inbox$/);
  await addHere(page, 'hoist the sail');

  await sidebar(page).getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Project name' }).fill('Boat');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/w\/[0-9a-f]{6}\/p\/BOAT$/);
  await addHere(page, 'scrape the hull');

  await switchTo(page, 'Personal');
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(sidebar(page).getByRole('link', { name: 'Boat' })).toHaveCount(0);
  await addHere(page, 'water the plants');

  await page.keyboard.press('/');
  await expect(page).toHaveURL(new RegExp(`${cairn.url}/search`));
  await page.getByRole('searchbox').fill('the');
  await expect(page.getByRole('link', { name: /water the plants/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /scrape the hull/ })).toHaveCount(0);
  await switchTo(page, 'Crew');
  await expect(page).toHaveURL(/\/w\/[0-9a-f]{6}\/search\?q=the$/);
  await expect(page.getByPlaceholder('Search in Crew')).toBeVisible();
  await page.getByRole('link', { name: /scrape the hull/ }).click();
  await expect(page).toHaveURL(/\/w\/[0-9a-f]{6}\/t\/BOAT-1$/);
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(
    'scrape the hull',
  );

  // Today is of all workspaces, and stands beside the one that was looked at last, also after a reload.
  await page.goto(`${cairn.url}/today`);
  await expect(switcher(page)).toHaveText(/Crew/);
  await expect(sidebar(page).getByRole('link', { name: 'Boat' })).toBeVisible();
});

test('an address without a workspace leads to the only one that has the task, or offers a choice', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Bob');
  const ids: string[] = [];
  for (const name of ['Crew', 'Club']) {
    const { id: workspaceId } = await call(page, 'workspace.create', { name });
    const project = await call(page, 'project.create', { workspaceId, name, key: 'SAME' });
    await call(page, 'task.create', { workspaceId, projectId: project.id, title: `of ${name}` });
    ids.push(workspaceId);
  }
  const only = { workspaceId: ids[0], name: 'Only', key: 'ONLY' };
  const { id: projectId } = await call(page, 'project.create', only);
  await call(page, 'task.create', { workspaceId: ids[0], projectId, title: 'alone' });
  const tail = ids[0]?.slice(-6);

  await page.goto(`${cairn.url}/t/only-1`);
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await expect(title).toHaveValue('alone');
  await expect(page).toHaveURL(`${cairn.url}/w/${tail}/t/only-1`);
  await page.goto(`${cairn.url}/p/ONLY`);
  await expect(page).toHaveURL(`${cairn.url}/w/${tail}/p/ONLY`);

  await page.goto(`${cairn.url}/t/SAME-1`);
  await expect(heading(page, 'SAME-1 is in more than one of your workspaces')).toBeVisible();
  await page.getByRole('link', { name: /of Crew/ }).click();
  await expect(title).toHaveValue('of Crew');
  await expect(page).toHaveURL(`${cairn.url}/w/${tail}/t/SAME-1`);

  await page.goto(`${cairn.url}/w/ffffff/inbox`);
  await expect(page.getByText('There is nothing here')).toBeVisible();
});

test('a workspace gets another name, and goes only after its name was typed', async ({ page }) => {
  await signUp(page, cairn.url, 'Eve');
  await newWorkspace(page, 'Crew');
  await switcher(page).click();
  await page.getByRole('menuitem', { name: 'Workspace settings' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Shipmates');
  await name.press('Enter');
  await expect(switcher(page)).toHaveText(/Shipmates/);
  await page.getByRole('button', { name: 'Delete workspace…' }).click();
  const last = page.getByRole('dialog').getByRole('button', { name: 'Delete workspace' });
  await expect(last).toBeDisabled();
  await page.getByRole('textbox', { name: /^Type the name/ }).fill('Shipmates');
  await last.click();
  await expect(page.getByText('“Shipmates” was deleted.')).toBeVisible();
  await expect(switcher(page)).toHaveText(/Personal/);
  const { workspaces } = await call(page, 'account.me');
  expect(workspaces).toHaveLength(1);
});
