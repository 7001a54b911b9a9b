import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

const value = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd');

/** Closes what floats; the focus is back where it was when that is gone. */
async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a task is changed in every field, written about, taken back, and kept', async ({ page }) => {
  await signUp(page, cairn.url, 'Ada');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const project = await call(page, 'project.create', { workspaceId, name: 'House' });
  await call(page, 'section.create', { workspaceId, projectId: project.id, name: 'Later' });
  const task = await call(page, 'task.create', {
    workspaceId,
    projectId: project.id,
    title: 'Paint the door',
  });
  await page.goto(`${cairn.url}/today?task=${task.id}`);
  const panel = page.getByRole('complementary');
  const title = panel.getByRole('textbox', { name: 'Title', exact: true });
  await expect(title).toHaveValue('Paint the door');

  await title.fill('Paint the front door');
  await title.press('Enter');

  await value(page, 'Due').getByRole('button').click();
  await page.getByRole('button', { name: /^Tomorrow/ }).click();
  await expect(value(page, 'Due')).toContainText('Tomorrow');
  await value(page, 'Due').getByRole('button').click();
  await page.getByRole('textbox', { name: 'Time', exact: true }).fill('930');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption({ index: 1 });
  await leave(page);
  await expect(value(page, 'Due')).toContainText('09:30');

  await value(page, 'Start').getByRole('button').click();
  await page.getByRole('button', { name: /^Today/ }).click();
  await expect(value(page, 'Start')).toContainText('Today');

  await value(page, 'Priority').getByRole('button').click();
  await page.getByRole('menuitemcheckbox', { name: 'Urgent' }).click();
  await expect(value(page, 'Priority')).toContainText('Urgent');

  await panel
    .getByRole('button', { name: /Copy link/i })
    .first()
    .focus();
  await page.keyboard.press('l');
  await page.getByRole('combobox', { name: 'Labels' }).fill('outside');
  await page.getByRole('option', { name: /Create/ }).click();
  await leave(page);
  await expect(value(page, 'Labels')).toContainText('outside');

  await value(page, 'Assignees').getByRole('button').click();
  await page.getByRole('option', { name: /Ada/ }).click();
  await leave(page);
  await expect(value(page, 'Assignees')).toContainText('Ada');

  await value(page, 'Estimate').getByRole('button').click();
  await page.getByRole('textbox', { name: 'Estimate' }).fill('1h 30m');
  await page.keyboard.press('Enter');
  await expect(value(page, 'Estimate')).toContainText(/1.?h 30.?min/);

  await value(page, 'Section').getByRole('button').click();
  await page.getByRole('option', { name: 'Later' }).click();
  await expect(value(page, 'Section')).toContainText('Later');

  await panel.getByRole('button', { name: 'Add notes' }).click();
  await panel.getByRole('textbox', { name: 'Notes' }).fill('Two *coats*\n\n- [ ] primer');
  await page.reload();
  await expect(panel.getByRole('textbox', { name: 'Notes' })).toHaveValue(/primer/);
  await panel.getByRole('textbox', { name: 'Notes' }).press('Control+Enter');
  await panel.getByRole('checkbox', { name: 'primer' }).check();

  const adds = panel.getByRole('textbox', { name: 'Add subtask' });
  await adds.fill('Buy paint');
  await adds.press('Enter');
  await adds.fill('Sand it');
  await adds.press('Enter');
  await panel.getByRole('checkbox', { name: 'Complete “Buy paint”' }).check();
  await expect(panel.getByText('1 of 2')).toBeVisible();
  await panel.getByRole('button', { name: 'Open “Sand it”' }).click();
  await expect(title).toHaveValue('Sand it');
  await panel.getByRole('button', { name: /^Back to/ }).click();
  await expect(title).toHaveValue('Paint the front door');

  await panel.getByRole('textbox', { name: 'Write a comment' }).fill('Green or **red**?');
  await page.keyboard.press('Control+Enter');
  await expect(panel.locator('strong', { hasText: 'red' })).toBeVisible();

  await panel.getByRole('button', { name: 'History' }).click();
  await panel.getByRole('button', { name: /^Undo: Ada set the priority to Urgent/ }).click();
  const asked = page.getByRole('dialog', { name: 'Undo' });
  await expect(asked.getByRole('region', { name: '1 field goes back' })).toContainText('priority');
  await asked.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(value(page, 'Priority')).toContainText('No priority');
  await expect(panel.getByText('Ada removed the priority Urgent')).toBeVisible();

  await page.reload();
  await expect(title).toHaveValue('Paint the front door');
  await expect(value(page, 'Due')).toContainText('09:30');
  await expect(value(page, 'Start')).toContainText('Today');
  await expect(value(page, 'Priority')).toContainText('No priority');
  await expect(value(page, 'Labels')).toContainText('outside');
  await expect(value(page, 'Assignees')).toContainText('Ada');
  await expect(value(page, 'Estimate')).toContainText(/1.?h 30.?min/);
  await expect(value(page, 'Section')).toContainText('Later');
  await expect(panel.getByRole('checkbox', { name: 'primer' })).toBeChecked();
  await expect(panel.getByText('1 of 2')).toBeVisible();
  await expect(panel.locator('strong', { hasText: 'red' })).toBeVisible();
});

test('who asks for a task that is not theirs is told so', async ({ page }) => {
  await signUp(page, cairn.url, 'Bob');
  await page.goto(`${cairn.url}/today?task=0197a000-0000-7000-8000-000000000000`);
  await expect(page.getByText('does not exist or is not shared with you')).toBeVisible();
});

test('a comment that was changed elsewhere stands below the one that is being written over it', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Grace');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const task = await call(page, 'task.create', { workspaceId, title: 'Paint the fence' });
  const said = await call(page, 'comment.add', { workspaceId, taskId: task.id, body: 'Green' });
  await page.goto(`${cairn.url}/today?task=${task.id}`);
  const comments = page.getByRole('region', { name: 'Comments' });
  await comments.getByRole('button', { name: 'Comment actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit comment' }).click();
  const field = comments.getByRole('textbox', { name: 'Edit comment' });
  await field.fill('Red');
  await call(page, 'comment.update', { workspaceId, commentId: said.id, set: { body: 'Blue' } });
  await page.reload();
  await expect(field).toHaveValue('Red');
  await expect(comments.getByRole('status')).toContainText('was changed to this');
  await expect(comments.getByRole('status')).toContainText('Blue');
  await comments.getByRole('button', { name: 'Save' }).click();
  await expect(comments.getByText('Red')).toBeVisible();
  await expect(comments.getByText('Blue')).toHaveCount(0);
});

test('who goes on to another field while a picker fades out keeps the focus there', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Fay');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const project = await call(page, 'project.create', { workspaceId, name: 'Shed' });
  await call(page, 'section.create', { workspaceId, projectId: project.id, name: 'Later' });
  const made = { workspaceId, projectId: project.id, title: 'Sweep' };
  await page.goto(`${cairn.url}/t/${(await call(page, 'task.create', made)).key}`);
  await page.evaluate(() => document.documentElement.style.setProperty('--leave', '800ms'));
  await value(page, 'Section').getByRole('button').click();
  await page.getByRole('option', { name: 'Later' }).click();
  await page.getByRole('button', { name: 'Add notes' }).click();
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeFocused();
});
