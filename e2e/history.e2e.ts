import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let crews = 0;

type Named = { id: string };

/** Two people in two browsers, in one workspace with a project of six tasks. */
async function gather(browser: Browser) {
  const n = (crews += 1);
  const open = async (name: string) => {
    const page = await (await browser.newContext()).newPage();
    await signUp(page, cairn.url, name);
    return page;
  };
  const [ann, bob] = [await open(`Ann${n}`), await open(`Bob${n}`)];
  const { id: workspaceId } = await call(ann, 'workspace.create', { name: `Crew ${n}` });
  const made = await call(ann, 'member.invite', { workspaceId, role: 'member' });
  const link = new URL((made as unknown as { url: string }).url);
  await call(bob, 'invite.accept', { secret: link.hash.slice(1) });
  const place = { workspaceId, name: 'Garden' };
  const { id: projectId } = (await call(ann, 'project.create', place)) as Named;
  const taskIds: string[] = [];
  for (const title of ['Roses', 'Tulips', 'Weeds', 'Hedge', 'Pond', 'Lawn'])
    taskIds.push((await call(ann, 'task.create', { workspaceId, projectId, title })).id);
  return { ann, bob, n, workspaceId, projectId, taskIds, at: `/w/${tailOf(workspaceId)}` };
}

const tailOf = (workspaceId: string) => workspaceId.replaceAll('-', '').slice(-6);
const lines = (page: Page) => page.getByRole('main').getByRole('listitem');
const line = (page: Page, text: string) => lines(page).filter({ hasText: text }).first();
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Undo' });
const undoIn = (page: Page) => dialog(page).getByRole('button', { name: 'Undo', exact: true });

test('a bulk edit of one, partly changed by the other since, is undone with a preview of both', async ({
  browser,
}) => {
  const { ann, bob, n, workspaceId, taskIds, at } = await gather(browser);
  const status = async (index: number) => {
    const { status: is } = await call(bob, 'task.get', { workspaceId, taskId: taskIds[index] });
    return is;
  };
  await ann.goto(`${cairn.url}${at}/inbox`);
  await ann.getByRole('link', { name: 'History', exact: true }).press('Enter');
  await expect(ann).toHaveURL(new RegExp(`${at}/history$`));
  await expect(ann).toHaveTitle('History · Cairn');

  // What another does comes by itself.
  const bulk = { workspaceId, taskIds, action: 'complete' };
  await call(bob, 'task.bulk', bulk);
  const done = line(ann, 'Completed 6 tasks');
  await expect(done).toContainText(`Bob${n}`);
  await expect(done).toContainText(/Roses|Tulips|Weeds|Hedge|Pond|Lawn/);
  await accessible(ann);
  const [reopened = '', deleted = ''] = taskIds;
  await call(ann, 'task.reopen', { workspaceId, taskId: reopened });
  await call(bob, 'task.delete', { workspaceId, taskId: deleted });

  await done.hover();
  await done.getByRole('button', { name: 'Undo: Completed 6 tasks' }).click();
  const back = dialog(ann).getByRole('region', { name: '4 fields go back' });
  await expect(back).toContainText('“Weeds”');
  await expect(back).toContainText('status');
  const stays = dialog(ann).getByRole('region', { name: '2 fields stay as they are' });
  await expect(stays.getByRole('listitem').filter({ hasText: 'Roses' })).toContainText(
    `changed since by Ann${n}`,
  );
  await expect(stays.getByRole('listitem').filter({ hasText: 'Tulips' })).toContainText(
    `deleted since by Bob${n}`,
  );
  await accessible(ann);
  expect(await status(2)).toBe('done');

  await undoIn(ann).click();
  await expect(dialog(ann)).toHaveCount(0);
  await expect(ann.getByText(/^Undone in part/)).toBeVisible();
  await expect.poll(() => status(2)).toBe('open');
  await expect(line(ann, 'Reopened 4 tasks')).toContainText(`Ann${n}`);
  await ann.reload();
  await expect(line(ann, 'Reopened 4 tasks')).toContainText(`Ann${n}`);
  expect(await status(2)).toBe('open');

  // Nothing is left of it to undo.
  await line(ann, 'Completed 6 tasks').getByRole('button').focus();
  await ann.keyboard.press('Enter');
  await expect(dialog(ann).getByText('Nothing of it can be undone.')).toBeVisible();
  await expect(undoIn(ann)).toBeDisabled();
  await ann.keyboard.press('Escape');

  // The undo is a line as well, and its undo is the notice's.
  await line(ann, 'Reopened 4 tasks').getByRole('button').focus();
  await ann.keyboard.press('Enter');
  await undoIn(ann).click();
  await expect.poll(() => status(2)).toBe('done');
  const notice = ann.getByRole('region', { name: 'Messages' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => status(2)).toBe('open');
  await saved(ann);
});

test('it is narrowed to a person and a project, and tells nobody of what they do not see', async ({
  browser,
}) => {
  const { ann, bob, n, workspaceId, taskIds, at } = await gather(browser);
  const hidden = { workspaceId, name: 'Surprise', private: true };
  const { id: projectId } = (await call(ann, 'project.create', hidden)) as Named;
  const secret = await call(ann, 'task.create', { workspaceId, projectId, title: 'Cake' });
  await call(ann, 'task.bulk', {
    workspaceId,
    taskIds: [taskIds[0], taskIds[1], secret.id],
    action: 'update',
    set: { priority: 3 },
  });
  await call(bob, 'task.complete', { workspaceId, taskId: taskIds[2] });
  await bob.goto(`${cairn.url}${at}/history`);
  await expect(line(bob, 'Set the priority of 2 tasks to Urgent')).toContainText('Roses');
  await expect(bob.getByRole('main')).not.toContainText(/Cake|Surprise|3 tasks/);
  await ann.goto(`${cairn.url}${at}/history`);
  await expect(line(ann, 'Set the priority of 3 tasks to Urgent')).toBeVisible();

  await bob.getByRole('combobox', { name: 'Person' }).selectOption(`Bob${n}`);
  await expect(line(bob, 'Completed “Weeds”')).toBeVisible();
  await expect(line(bob, 'Set the priority')).toHaveCount(0);
  await bob.goBack();
  await expect(line(bob, 'Set the priority of 2 tasks')).toBeVisible();
  await bob.getByRole('combobox', { name: 'Project' }).selectOption('Garden');
  await expect(line(bob, 'Completed “Weeds”')).toBeVisible();
  await bob.reload();
  await expect(bob.getByRole('combobox', { name: 'Project' })).toContainText('Garden');
  await expect(line(bob, 'Completed “Weeds”')).toBeVisible();
  await bob.goto(`${cairn.url}${at}/history?project=${projectId}`);
  await expect(bob.getByText('Nothing of this person or project is here.')).toBeVisible();
  await bob.getByRole('button', { name: 'Show all' }).click();
  await expect(line(bob, 'Completed “Weeds”')).toBeVisible();

  await bob.keyboard.press('Control+k');
  await bob.getByRole('dialog').getByRole('combobox').fill('History of');
  await bob.keyboard.press('Enter');
  await expect(bob).toHaveURL(/history/);
});

test('more of it comes as one scrolls, and what is too old to undo says so', async ({
  browser,
}) => {
  const { ann, workspaceId, projectId, at } = await gather(browser);
  for (let number = 1; number <= 70; number += 1)
    await call(ann, 'task.create', { workspaceId, projectId, title: `Seed ${number}` });
  await cairn.sql(
    `UPDATE changes SET at = at - interval '40 days' WHERE workspace_id = $1 AND entity_id IN
      (SELECT id FROM tasks WHERE title IN ('Roses', 'Tulips'))`,
    [workspaceId],
  );
  await ann.goto(`${cairn.url}${at}/history`);
  await expect(line(ann, '“Seed 70”')).toBeVisible();
  const first = line(ann, '“Roses”');
  await expect(async () => {
    await ann.getByRole('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight }));
    await expect(first).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(first).toContainText('older than 30 days');
  await expect(first.getByRole('button')).toHaveCount(0);
  await expect(line(ann, '“Weeds”').getByRole('button')).toHaveCount(1);
});
