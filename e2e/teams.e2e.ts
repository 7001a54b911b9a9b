import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved, watchWrites } from './watch-writes.ts';

const cairn = useInstance();

const sidebar = (page: Page) => page.getByRole('navigation').first();
const switcher = (page: Page) => sidebar(page).getByRole('button', { name: /^Workspace/ });
const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const addTask = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Add task' });

/** Another person, in a browser of their own. */
async function visitor(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

type Team = { ann: Page; workspaceId: string; projectId: string; tail: string };

/** Ann's workspace with a private project in which is one task. */
async function team(page: Page, name: string): Promise<Team> {
  await signUp(page, cairn.url, name);
  const { id: workspaceId } = await call(page, 'workspace.create', { name: `Crew of ${name}` });
  const made = { workspaceId, name: 'Secret', private: true };
  const { id: projectId } = await call(page, 'project.create', made);
  await call(page, 'task.create', { workspaceId, projectId, title: 'hide the map' });
  const tail = workspaceId.slice(-6);
  await page.goto(`${cairn.url}/w/${tail}/p/${projectId}`);
  await expect(row(page, 'hide the map')).toBeVisible();
  return { ann: page, workspaceId, projectId, tail };
}

/** Makes a link in the members' screen. */
async function linkFor({ ann, tail }: Team, fields: { role?: string; project?: string }) {
  await ann.goto(`${cairn.url}/w/${tail}/settings/members`);
  await ann.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = ann.getByRole('dialog');
  if (fields.role) await dialog.getByLabel('Role').selectOption({ label: fields.role });
  if (fields.project)
    await dialog.getByLabel('Share a project at once').selectOption({ label: fields.project });
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Signs up through the link, and accepts. */
async function joinBy(page: Page, link: string, name: string): Promise<void> {
  watchWrites(page);
  await page.goto(link);
  await expect(page).toHaveURL(`${cairn.url}/invite`);
  await page.getByRole('link', { name: 'Sign up and join' }).click();
  const email = `${name.toLowerCase()}@example.org`;
  for (const [field, value] of Object.entries({ name, email, password: 'correct horse battery' }))
    await page.locator(`input[name=${field}]`).fill(value);
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForURL('**/w/**');
}

/** Opens who sees the project, changes it, and closes that again. */
async function share({ ann, tail, projectId }: Team, work: (dialog: Locator) => Promise<void>) {
  await ann.goto(`${cairn.url}/w/${tail}/p/${projectId}`);
  await ann.getByRole('button', { name: 'Project menu' }).click();
  await ann.getByRole('menuitem', { name: 'Share…' }).click();
  const dialog = ann.getByRole('dialog', { name: /^Share/ });
  await work(dialog);
  await saved(ann);
  await dialog.getByRole('button', { name: 'Close' }).click();
}

const give = (ann: Page, name: string, right: string) => async (dialog: Locator) => {
  await dialog.getByRole('button', { name: `What ${name} may do` }).click();
  await ann.getByRole('menuitemcheckbox', { name: right }).click();
  await expect(dialog.getByRole('button', { name: `What ${name} may do: ${right}` })).toBeVisible();
};

test('two people: invited, shared with by degrees, removed, and nothing is left to see', async ({
  page,
  browser,
}) => {
  const crew = await team(page, 'Ann');
  const { ann, workspaceId, projectId, tail } = crew;
  const bob = await visitor(browser);
  await joinBy(bob, await linkFor(crew, {}), 'Bob');

  await expect(switcher(bob)).toHaveText(/Crew of Ann/);
  await expect(sidebar(bob).getByRole('button', { name: 'New project' })).toBeVisible();
  await expect(sidebar(bob).getByRole('link', { name: 'Secret' })).toHaveCount(0);
  const address = `${cairn.url}/w/${tail}/p/${projectId}`;
  await bob.goto(address);
  await expect(bob.getByText('There is nothing here')).toBeVisible();

  await share(crew, async (dialog) => {
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await ann.getByRole('option', { name: /Bob/ }).click();
    await give(ann, 'Bob', 'Can view')(dialog);
  });
  await bob.goto(address);
  await expect(row(bob, 'hide the map')).toBeVisible();
  await expect(bob.getByText('You can look at this project but not change it.')).toBeVisible();
  await expect(addTask(bob)).toHaveCount(0);
  await row(bob, 'hide the map').focus();
  await bob.keyboard.press('Enter');
  await expect(bob.getByText('You can look at this task but not change it.')).toBeVisible();
  await expect(bob.getByRole('textbox', { name: 'Write a comment' })).toHaveCount(0);

  await share(crew, give(ann, 'Bob', 'Can comment'));
  await bob.reload();
  await bob.getByRole('textbox', { name: 'Write a comment' }).fill('Where is it?');
  await bob.keyboard.press('Control+Enter');
  await expect(addTask(bob)).toHaveCount(0);

  await share(crew, give(ann, 'Bob', 'Can edit'));
  await bob.goto(address);
  await addTask(bob).click();
  await bob.keyboard.type('draw another map');
  await bob.keyboard.press('Enter');
  await bob.keyboard.press('Escape');
  await saved(bob);
  await ann.goto(address);
  await row(ann, 'draw another map').focus();
  await ann.keyboard.press('Enter');
  const people = ann.locator('dl > div').filter({ hasText: 'Assignees' }).locator('dd');
  await people.getByRole('button').click();
  await ann.getByRole('option', { name: /Bob/ }).click();
  await ann.keyboard.press('Escape');
  await expect(people).toContainText('Bob');
  await saved(ann);

  await ann.goto(`${cairn.url}/w/${tail}/settings/members`);
  await ann.getByRole('button', { name: 'More about Bob' }).click();
  await ann.getByRole('menuitem', { name: 'Remove' }).click();
  const dialog = ann.getByRole('dialog', { name: 'Remove Bob' });
  await expect(dialog.getByText('1 open task stays assigned to them')).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(ann.getByText('Bob was removed.')).toBeVisible();
  // Bob's page is still open, and loses the workspace.
  await expect(bob.getByText('“Crew of Ann” is no longer shared with you.')).toBeVisible();
  await ann.getByRole('button', { name: /^Left/ }).click();
  await expect(ann.getByRole('main').getByText('Bob', { exact: true })).toBeVisible();

  await expect(bob.getByText('draw another map')).toHaveCount(0);
  await expect(bob.getByText('There is nothing here')).toBeVisible();
  await expect(switcher(bob)).toHaveText(/Personal/);
  await bob.goto(address);
  await expect(bob.getByText('There is nothing here')).toBeVisible();
  await bob.goto(`${cairn.url}/search?q=map`);
  await expect(bob.getByText('Nothing has “map” in it.')).toBeVisible();
  const asked = [
    ['project.get', { workspaceId, projectId }],
    ['task.search', { workspaceId, text: 'map' }],
    ['member.list', { workspaceId }],
  ] as const;
  for (const [name, input] of asked) {
    const query = encodeURIComponent(JSON.stringify(input));
    const answer = await bob.request.get(`${cairn.url}/api/trpc/${name}?input=${query}`);
    expect(answer.status(), name).toBe(404);
  }
  await ann.goto(address);
  await expect(row(ann, 'draw another map').getByText('Bob (left)')).toBeAttached();
  await row(ann, 'draw another map').focus();
  await ann.keyboard.press('Enter');
  const panel = ann.getByRole('complementary', { name: 'Task' });
  await panel.getByRole('button', { name: 'History' }).click();
  await expect(panel.getByText('Bob (left) added the task')).toBeVisible();
  await expect(panel.getByText('Ann assigned Bob (left)')).toBeVisible();
  await ann.goto(address);
  await row(ann, 'hide the map').focus();
  await ann.keyboard.press('Enter');
  await expect(
    panel.getByRole('listitem').filter({ hasText: 'Where is it?' }).getByText('Bob (left)').last(),
  ).toBeVisible();
});

test('a guest sees one project and nothing else', async ({ page, browser }) => {
  const crew = await team(page, 'Cleo');
  const { workspaceId } = crew;
  await call(page, 'project.create', { workspaceId, name: 'Open to members' });
  const guest = await visitor(browser);
  await joinBy(guest, await linkFor(crew, { role: 'Guest', project: 'Secret' }), 'Gus');
  await expect(guest.getByRole('heading', { level: 1, name: 'Secret' })).toBeVisible();
  await expect(row(guest, 'hide the map')).toBeVisible();
  await expect(sidebar(guest).getByRole('link', { name: 'Open to members' })).toHaveCount(0);
  await expect(sidebar(guest).getByRole('button', { name: 'New project' })).toHaveCount(0);
  await expect(sidebar(guest).getByRole('link', { name: 'Import' })).toHaveCount(0);
  await switcher(guest).click();
  await guest.getByRole('menuitem', { name: 'Members' }).click();
  await expect(guest.getByText('Owners and admins invite people.')).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0);
  await guest.getByRole('button', { name: 'More about Gus' }).click();
  await guest.getByRole('menuitem', { name: 'Leave workspace' }).click();
  await guest.getByRole('dialog').getByRole('button', { name: 'Leave workspace' }).click();
  await expect(guest.getByText('You left “Crew of Cleo”.')).toBeVisible();
  await expect(switcher(guest)).toHaveText(/Personal/);
});

test('an invite that cannot be used says why', async ({ page, browser }) => {
  const crew = await team(page, 'Dora');
  const link = await linkFor(crew, {});
  const other = await visitor(browser);
  await other.goto(link);
  await expect(other.getByText('Dora invites you as a member.')).toBeVisible();

  await page.goto(link);
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('You are in “Crew of Dora” already.')).toBeVisible();

  await page.goto(`${cairn.url}/w/${crew.tail}/settings/members`);
  await page.getByRole('button', { name: 'Revoke the invite: By link' }).click();
  await expect(page.getByRole('heading', { name: /^Open invites/ })).toHaveCount(0);
  await other.goto(link);
  await expect(
    other.getByText('It was revoked. Ask whoever invited you for another.'),
  ).toBeVisible();

  const next = await linkFor(crew, {});
  await joinBy(await visitor(browser), next, 'Eve');
  await other.goto(next);
  await expect(other.getByText(/It was used already/)).toBeVisible();
  await other.goto(`${cairn.url}/invite#cri_unknown`);
  await expect(other.getByText(/The link is not whole/)).toBeVisible();
});

test('roles are changed, ownership is handed over, a private project is taken over', async ({
  page,
  browser,
}) => {
  const crew = await team(page, 'Fay');
  const { ann: fay, tail, workspaceId } = crew;
  const gil = await visitor(browser);
  await joinBy(gil, await linkFor(crew, {}), 'Gil');
  await call(gil, 'project.create', { workspaceId, name: 'Of Gil', private: true });

  await fay.goto(`${cairn.url}/w/${tail}/settings/members`);
  await fay.getByRole('button', { name: 'Role of Gil: Member' }).click();
  await fay.getByRole('menuitemcheckbox', { name: 'Admin' }).click();
  await expect(fay.getByRole('button', { name: 'Role of Gil: Admin' })).toBeVisible();
  await fay.getByRole('button', { name: 'Take over “Of Gil”' }).click();
  await expect(sidebar(fay).getByRole('link', { name: 'Of Gil' })).toBeVisible();
  await fay.getByRole('button', { name: 'More about Gil' }).click();
  await fay.getByRole('menuitem', { name: 'Make owner in my place' }).click();
  await fay.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await expect(fay.getByText('Gil is the owner now.')).toBeVisible();
  await expect(fay.getByRole('button', { name: 'Role of Fay: Admin' })).toBeVisible();
  await fay.getByRole('link', { name: 'General' }).click();
  await expect(fay.getByRole('textbox', { name: 'Name' })).toBeVisible();
  await expect(fay.getByRole('button', { name: 'Delete workspace…' })).toHaveCount(0);

  await share(crew, async (dialog) => {
    await dialog.getByRole('switch', { name: 'Private' }).uncheck();
    await expect(dialog.getByText('All members of the workspace see this project')).toBeVisible();
  });
  await gil.goto(`${cairn.url}/w/${tail}/inbox`);
  await expect(sidebar(gil).getByRole('link', { name: 'Secret' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no faults in the screens of a team, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const faults: string[] = [];
    const look = async (at: Page, screen: string) => {
      await still(at);
      for (const one of await violationsOf(at)) faults.push(`${screen}: ${one}`);
    };
    const crew = await team(page, `Ida${colorScheme}`);
    const link = await linkFor(crew, { role: 'Guest', project: 'Secret' });
    await expect(page.getByRole('heading', { name: /^Open invites/ })).toBeVisible();
    await look(page, 'members');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await look(page, 'invite dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'General' }).click();
    await look(page, 'general');
    await share(crew, () => look(page, 'share dialog'));
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Accept' })).toBeVisible();
    await look(page, 'invite page');
    const stranger = await (await browser.newContext({ colorScheme })).newPage();
    await stranger.goto(link);
    await expect(stranger.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await look(stranger, 'invite page, signed out');
    await stranger.goto(`${cairn.url}/invite#cri_none`);
    await expect(stranger.getByText(/The link is not whole/)).toBeVisible();
    await look(stranger, 'invite page, unknown');
    expect(faults).toEqual([]);
    await context.close();
  });
}
