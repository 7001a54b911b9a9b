import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

let people = 0;

async function begin(page: Page) {
  await signUp(page, cairn.url, `Tess${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name: 'Garden' });
  const add = async (title: string) =>
    call(page, 'task.create', { workspaceId, projectId: project.id, title });
  return { workspaceId, project, add };
}

const items = (page: Page) => page.getByRole('list', { name: 'Trash' }).getByRole('listitem');

test('what was deleted is found in the trash, brought back, or deleted for ever', async ({
  page,
}) => {
  const { workspaceId, project, add } = await begin(page);
  const [roses, tulips, weeds] = [await add('Roses'), await add('Tulips'), await add('Weeds')];
  for (const { id: taskId } of [roses, tulips, weeds])
    await call(page, 'task.delete', { workspaceId, taskId });
  const section = await call(page, 'section.create', {
    workspaceId,
    projectId: project.id,
    name: 'Beds',
  });
  await call(page, 'section.delete', { workspaceId, sectionId: section.id });
  const label = await call(page, 'label.create', { workspaceId, name: 'Errand' });
  await call(page, 'label.delete', { workspaceId, labelId: label.id });

  await page.goto(`${cairn.url}/today`);
  // It stands below lists that may just be coming: a press of the mouse can miss it.
  await page.getByRole('link', { name: 'Trash' }).press('Enter');
  await expect(items(page)).toHaveCount(5);
  await expect(items(page).first()).toContainText('Errand');
  await expect(items(page).last()).toContainText(`${roses.key} · Garden`);
  await expect(items(page).last()).toContainText('30 days left');
  await accessible(page);

  await page.getByRole('searchbox').fill('tul');
  await expect(items(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Restore “Tulips”' }).click();
  await expect(items(page)).toHaveCount(0);
  await expect(page.getByText('“Tulips” restored')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${tulips.key}$`));
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Tulips');
  await page.goBack();

  await expect(items(page)).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Select “Errand”' }).check();
  await page.getByRole('checkbox', { name: 'Select “Beds”' }).check();
  await page.getByRole('button', { name: 'Restore 2' }).click();
  await expect(items(page)).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Errand' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete “Roses” for ever' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('“Roses” and all that is in it will be deleted for ever');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(items(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Delete “Roses” for ever' }).click();
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(items(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Empty trash' }).click();
  await expect(dialog).toContainText('1 thing and all that is in it');
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  const left = await cairn.sql(`SELECT count(*)::int AS n FROM tasks WHERE workspace_id = $1`, [
    workspaceId,
  ]);
  expect(left).toEqual([{ n: 1 }]);
  await page.goto(`${cairn.url}/t/${roses.key}`);
  await expect(page.getByText(/does not exist|not found/i).first()).toBeVisible();
});

test('a project that is put away can be read, found and taken out again', async ({ page }) => {
  const { workspaceId, project, add } = await begin(page);
  const task = await add('Prune the apple tree');
  await page.goto(`${cairn.url}/p/${project.key}`);
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByRole('link', { name: 'Archive' }).press('Enter');
  const row = page.getByRole('list', { name: 'Archive' }).getByRole('listitem');
  await expect(row).toContainText('Garden');
  await expect(row).toContainText('1 open task');
  await accessible(page);

  await page.goto(`${cairn.url}/p/${project.key}`);
  await expect(
    page.getByText('This project is archived: it can be read, not changed.'),
  ).toBeVisible();
  await expect(page.getByRole('treeitem').getByRole('checkbox')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Add task' })).toHaveCount(0);
  await accessible(page);

  await page.goto(`${cairn.url}/search?q=apple`);
  const hit = page.getByRole('link', { name: /Prune the apple tree/ });
  await expect(hit).toContainText('Archived');
  await hit.click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('textbox', { name: 'Title', exact: true })).not.toBeEditable();
  await expect(panel.getByText('This project is archived')).toBeVisible();

  await page.goto(`${cairn.url}/archive`);
  await page.getByRole('button', { name: 'Take “Garden” out of the archive' }).click();
  await expect(page.getByText(/^No project is archived/)).toBeVisible();
  await page.goto(`${cairn.url}/t/${task.key}`);
  await expect(panel.getByRole('textbox', { name: 'Title', exact: true })).toBeEditable();
  await expect
    .poll(async () => (await call(page, 'project.list', { workspaceId })).items)
    .toHaveLength(2);
});
