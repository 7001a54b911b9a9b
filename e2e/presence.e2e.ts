import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();
let teams = 0;

type Team = { ann: Page; bob: Page; names: [string, string]; path: string; task: string };

/** Two people in two browsers, and a project of their workspace with a task. */
async function gather(browser: Browser): Promise<Team> {
  const n = (teams += 1);
  const names: [string, string] = [`Ann${n}`, `Bob${n}`];
  const ann = await (await browser.newContext()).newPage();
  const bob = await (await browser.newContext()).newPage();
  await signUp(ann, cairn.url, names[0]);
  await signUp(bob, cairn.url, names[1]);
  const { id: workspaceId } = await call(ann, 'workspace.create', { name: `Crew ${n}` });
  const invite = { workspaceId, role: 'member' };
  const made = (await call(ann, 'member.invite', invite)) as unknown as { url: string };
  await call(bob, 'invite.accept', { secret: new URL(made.url).hash.slice(1) });
  const { id: projectId } = await call(ann, 'project.create', { workspaceId, name: 'Boat' });
  const { id } = await call(ann, 'task.create', { workspaceId, projectId, title: 'Oar' });
  const path = `${cairn.url}/w/${workspaceId.slice(-6)}/p/${projectId}`;
  return { ann, bob, names, path, task: `${path}?task=${id}` };
}

const leave = async (...pages: Page[]) => {
  for (const page of pages) await page.context().close();
};
/** Who is said to look at the project, and at the task in the panel. */
const atProject = (page: Page): Locator => page.getByRole('group', { name: 'Also here now' });
const atTask = (page: Page): Locator =>
  page.getByRole('complementary').getByRole('group', { name: 'Also looking at this task' });

/** As the browser tells a page that another tab is in front of it, or none any more. */
const show = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('who opens the same project is seen at once, as list and as board, and goes with their tab', async ({
  browser,
}) => {
  const { ann, bob, names, path } = await gather(browser);
  await ann.goto(`${path}?view=board`);
  await expect(ann.getByRole('heading', { name: 'Boat' })).toBeVisible();
  await expect(atProject(ann)).toHaveCount(0);
  await bob.goto(path);
  await expect(atProject(ann)).toHaveText(names[1]);
  await expect(atProject(bob)).toHaveText(names[0]);

  // Tabs of one's own are not others, and what two tabs show counts once.
  const again = await bob.context().newPage();
  await again.goto(path);
  await expect(atProject(again)).toHaveText(names[0]);
  await expect(atProject(ann)).toHaveText(names[1]);
  await again.close();
  await expect(atProject(bob)).toHaveText(names[0]);
  await expect(atProject(ann)).toHaveText(names[1]);

  await bob.close();
  await expect(atProject(ann)).toHaveCount(0);
  await leave(ann, bob);
});

test('who opens the same task is seen beside it, and a view that is left is left for others', async ({
  browser,
}) => {
  const { ann, bob, names, path, task } = await gather(browser);
  await ann.goto(task);
  await bob.goto(path);
  await expect(atProject(ann)).toHaveText(names[1]);
  await expect(atTask(ann)).toHaveCount(0);
  await bob.getByRole('treeitem').filter({ hasText: 'Oar' }).focus();
  await bob.keyboard.press('Enter');
  await expect(atTask(ann)).toHaveText(names[1]);
  await expect(atTask(bob)).toHaveText(names[0]);
  await bob.getByRole('button', { name: 'Close task' }).click();
  await expect(atTask(ann)).toHaveCount(0);
  await expect(atProject(ann)).toHaveText(names[1]);
  await bob.getByRole('navigation').first().getByRole('link', { name: 'Today' }).click();
  await expect(atProject(ann)).toHaveCount(0);
  await leave(ann, bob);
});

test('a page that nobody sees, and a person who signs out, leave at once', async ({ browser }) => {
  const { ann, bob, names, path } = await gather(browser);
  await ann.goto(path);
  await bob.goto(path);
  await expect(atProject(ann)).toHaveText(names[1]);
  await show(bob, 'hidden');
  await expect(atProject(ann)).toHaveCount(0);
  await show(bob, 'visible');
  await expect(atProject(ann)).toHaveText(names[1]);
  await bob.getByRole('button', { name: names[1] }).click();
  await bob.getByRole('menuitem', { name: 'Sign out' }).click();
  await bob.waitForURL('**/sign-in**');
  await expect(atProject(ann)).toHaveCount(0);
  await leave(ann, bob);
});

test('who is removed from the workspace is seen no more', async ({ browser }) => {
  const { ann, bob, names, path } = await gather(browser);
  await ann.goto(path);
  await bob.goto(path);
  await expect(atProject(ann)).toHaveText(names[1]);
  const { user } = (await call(bob, 'account.me')) as unknown as { user: { id: string } };
  const tail = new URL(path).pathname.split('/')[2];
  const { workspaces } = await call(ann, 'account.me');
  const workspaceId = workspaces.find(({ id }) => id.endsWith(`${tail}`))?.id;
  await call(ann, 'member.remove', { workspaceId, userId: user.id });
  await expect(atProject(ann)).toHaveCount(0);
  await expect(atProject(bob)).toHaveCount(0);
  await leave(ann, bob);
});
