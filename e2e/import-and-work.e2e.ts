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
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const samples = fileURLToPath(new URL('../../shared/samples/', import.meta.url));

const cairn = useInstance();
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-e2e-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function fixture(name: string, content: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
}

/** Noon of a day from today on, as Trello writes it. */
const noon = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T12:00:00.000Z`;

const label = (n: number, name: string, color: string) => ({ id: objectId(7000 + n), name, color });
const outside = label(1, 'outside', 'green');
const errand = label(2, 'errand', 'orange');
const together = label(3, 'together', 'blue');

const trello = () =>
  fixture(
    'board.json',
    board({
      name: 'Garden',
      lists: [list(1, 'This week'), list(2, 'Later'), list(3, 'Done')],
      cards: [
        card(1, 'Plant the apple tree', {
          desc: 'By the **fence**, where the old one stood.\n\n- dig 60 cm\n- compost first',
          due: noon(0),
          labels: [outside, together],
          idChecklists: [objectId(3001)],
        }),
        card(2, 'Mow the lawn', { pos: 2, due: noon(1), labels: [outside] }),
        card(4, 'Mend the hinge of the gate', { pos: 3, labels: [errand] }),
        card(5, 'Draw a plan of the beds', { idList: objectId(1002), pos: 4 }),
        card(6, 'Ask about the old fence', {
          idList: objectId(1002),
          pos: 5,
          due: noon(20),
          labels: [together],
        }),
        card(3, 'Order the seeds', {
          idList: objectId(1003),
          dueComplete: true,
          due: '2026-01-02T10:00:00.000Z',
        }),
      ],
      labels: [outside, errand, together],
      checklists: [
        checklist(1, 1, [
          ['Borrow the long hose', 'incomplete'],
          ['Dig a hole', 'complete'],
          ['Buy a tree', 'incomplete'],
        ]),
      ],
      actions: [comment(1, 'Rather two of them: they pollinate each other.')],
    }),
  );

const issues = () =>
  fixture('issues.json', [
    restIssue(1, 'The door squeaks', {
      milestone: { number: 1, title: 'Autumn', state: 'open' },
      comments: 1,
    }),
    restIssue(2, 'Fixed already', { state: 'closed', closed_at: '2023-02-03T04:05:06Z' }),
  ]);

/** Takes a file through the import's page to its end. */
async function importFile(page: Page, file: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Import' }).press('Enter');
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

async function showCompleted(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show completed' }).click();
}

async function openProject(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}`) });
  await link.click();
}

test('sign up, import a board and issues, work with them, reload: nothing is lost', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await signUp(page, cairn.url, 'Ada');
  await importFile(page, await trello());
  await importFile(page, await issues());

  await openProject(page, 'Garden');
  for (const section of ['This week', 'Later', 'Done']) {
    await expect(page.getByText(section, { exact: true }).first()).toBeVisible();
  }
  await expect(row(page, 'Plant the apple tree')).toContainText('outside');
  await expect(row(page, 'Plant the apple tree')).toContainText('Today');
  await expect(row(page, 'Buy a tree')).toHaveAttribute('aria-level', '2');
  await row(page, 'Plant the apple tree').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('By the fence');
  await expect(panel(page)).toContainText('1 of 3');
  await expect(panel(page)).toContainText('Rather two of them');
  await expect(panel(page)).toContainText('Ada Example');
  await page.keyboard.press('Escape');

  await row(page, 'Mow the lawn').getByRole('checkbox').click();
  await expect(row(page, 'Mow the lawn')).toBeHidden();
  await still(page);
  await row(page, 'Buy a tree').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Buy two trees');
  await page.keyboard.press('Enter');

  await openProject(page, 'acme/rocket');
  await expect(page.getByRole('heading', { name: 'Autumn' })).toBeVisible();
  await expect(row(page, 'The door squeaks')).toContainText('bug');
  await expect(row(page, 'Fixed already')).toBeHidden();
  await saved(page);
  await page.reload();
  await showCompleted(page);
  await expect(row(page, 'Fixed already').getByRole('checkbox')).toBeChecked();

  await openProject(page, 'Garden');
  await expect(row(page, 'Buy two trees')).toBeVisible();
  await expect(row(page, 'Plant the apple tree')).toBeVisible();
  await expect(row(page, 'Mow the lawn')).toBeHidden();
  await showCompleted(page);
  await expect(row(page, 'Mow the lawn')).toBeVisible();
  await expect(row(page, 'Order the seeds').getByRole('checkbox')).toBeChecked();
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
  await expect(row(page, 'Third Item - marked done')).toBeHidden();
  await showCompleted(page);
  await expect(row(page, 'Third Item - marked done').getByRole('checkbox')).toBeChecked();

  await importFile(page, path.join(samples, 'github-issues-webhooks.json'));
  await page.reload();
  await openProject(page, 'Codertocat/Hello-World');
  await expect(page.getByRole('heading', { name: 'v1.0' })).toBeVisible();
  const issue = row(page, 'Spelling error in the README file');
  await expect(issue).toContainText('bug');
  await issue.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('region', { name: 'Comments' })).toContainText('Codertocat');
  await page.keyboard.press('Escape');
  await issue.getByRole('checkbox').click();
  await expect(issue).toBeHidden();
  await saved(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'v1.0' })).toBeVisible();
  await expect(issue).toBeHidden();
  await openProject(page, 'Trello Json Testing');
  await expect(row(page, 'Just a task in progress')).toBeVisible();
});
