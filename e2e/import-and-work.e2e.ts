import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { restIssue } from '../server/import/testing/github-fixture.ts';
import {
  board,
  card,
  checklist,
  comment,
  list,
  objectId,
} from '../server/import/testing/trello-fixture.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';
import { signUp } from './sign-up.ts';

const samples = fileURLToPath(new URL('../../shared/samples/', import.meta.url));

let home: Home;
let cairn: Instance;
let folder: string;
test.beforeAll(async () => {
  home = await createHome({ NODE_ENV: 'production' });
  cairn = await startInstance(home);
  folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-e2e-'));
});
test.afterAll(async () => {
  await cairn.stop();
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

async function fixture(name: string, content: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
}

const trello = () =>
  fixture(
    'board.json',
    board({
      name: 'Garden',
      lists: [list(1, 'To do'), list(2, 'Doing'), list(3, 'Done')],
      cards: [
        card(1, 'Plant the apple tree', {
          desc: 'By the **fence**',
          due: '2030-05-04T10:00:00.000Z',
          labels: [{ id: objectId(7001), name: 'outside', color: 'green' }],
          idChecklists: [objectId(3001)],
        }),
        card(2, 'Mow the lawn', { idList: objectId(1002), pos: 2 }),
        card(3, 'Order the seeds', {
          idList: objectId(1003),
          dueComplete: true,
          due: '2026-01-02T10:00:00.000Z',
        }),
      ],
      labels: [{ id: objectId(7001), name: 'outside', color: 'green' }],
      checklists: [
        checklist(1, 1, [
          ['Dig a hole', 'complete'],
          ['Buy a tree', 'incomplete'],
        ]),
      ],
      actions: [comment(1, 'Rather two of them')],
    }),
  );

/** Takes a file through the import's page to its end. */
async function importFile(page: Page, file: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Import' }).click();
  // After an import the page tells how it ended, until another is begun.
  const another = page.getByRole('button', { name: 'Import another file' });
  const field = page.locator('input[type=file]');
  await expect(another.or(field)).toBeAttached();
  if (await another.isVisible()) await another.click();
  await field.setInputFiles(file);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/^Imported:/)).toBeVisible();
}

/** A row says its title first, then its labels and due. */
const row = (page: Page, title: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^${title}`) });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Task' });

test('sign up, import a board and issues, work with them, reload: nothing is lost', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Ada');
  await importFile(page, await trello());
  await page.getByRole('link', { name: 'Open Garden' }).click();
  for (const section of ['To do', 'Doing', 'Done']) {
    await expect(page.getByText(section, { exact: true }).first()).toBeVisible();
  }
  await expect(row(page, 'Plant the apple tree')).toContainText('outside');
  await expect(row(page, 'Buy a tree')).toBeVisible();

  await row(page, 'Plant the apple tree').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('By the fence');
  await expect(panel(page)).toContainText('Rather two of them');
  await expect(panel(page)).toContainText('Ada Example');
  await page.keyboard.press('Escape');

  await row(page, 'Mow the lawn').getByRole('checkbox').click();
  await expect(row(page, 'Mow the lawn')).toBeHidden();
  await row(page, 'Buy a tree').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Buy two trees');
  await page.keyboard.press('Enter');

  await importFile(
    page,
    await fixture('issues.json', [
      restIssue(1, 'The door squeaks'),
      restIssue(2, 'Fixed already', { state: 'closed' }),
    ]),
  );
  await page.reload();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Garden/ })
    .click();
  await expect(row(page, 'Buy two trees')).toBeVisible();
  await expect(row(page, 'Plant the apple tree')).toBeVisible();
  await expect(row(page, 'Mow the lawn')).toBeHidden();
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show completed' }).click();
  await expect(row(page, 'Mow the lawn')).toBeVisible();
  await expect(row(page, 'Order the seeds')).toBeVisible();
});

test('a second run makes nothing twice, and an import is taken back whole', async ({ page }) => {
  await signUp(page, cairn.url, 'Grace');
  const file = await trello();
  await importFile(page, file);
  await importFile(page, file);
  await page.getByRole('link', { name: 'Open Garden' }).click();
  await expect(row(page, 'Plant the apple tree')).toHaveCount(1);

  const issues = await fixture('more.json', [restIssue(7, 'Only for a while')]);
  await importFile(page, issues);
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await expect(page.getByText('The import was taken back.')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('while');
  await expect(page.getByText('Nothing has “while” in it.')).toBeVisible();
  await page.getByRole('searchbox').fill('apple');
  await expect(page.getByRole('link', { name: /Plant the apple tree/ })).toBeVisible();
});

test('the real samples come through, where they are there', async ({ page }) => {
  test.skip(!existsSync(samples), 'no samples beside this checkout');
  await signUp(page, cairn.url, 'Edsger');
  await importFile(page, path.join(samples, 'trello-board-export-2013.json'));
  await page.getByRole('link', { name: 'Open Trello Json Testing' }).click();
  for (const section of ['To Do', 'Doing', 'Done']) {
    await expect(page.getByText(section, { exact: true }).first()).toBeVisible();
  }
  await expect(row(page, 'Just a task in progress')).toBeVisible();
  await expect(row(page, 'Second Item')).toBeVisible();
  await row(page, 'Adding a To Do Card').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Comment number 1');
  await expect(panel(page)).toContainText('Comment number 2');
  await page.keyboard.press('Escape');
  await importFile(page, path.join(samples, 'github-issues-webhooks.json'));
  await page.reload();
  await expect(
    page.getByRole('navigation').getByRole('link', { name: /Trello Json Testing/ }),
  ).toBeVisible();
});
