import { expect, test } from '@playwright/test';
import type { BrowserContext, Locator, Page, Request } from '@playwright/test';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { call } from './call.ts';
import { keptWhole } from './kept-rows.ts';
import { quiet } from './quiet.ts';
import { gather, leave, makeProject } from './team.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

const item = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const cards = (page: Page, column: string) =>
  page
    .getByRole('region', { name: column, exact: true })
    .locator('[data-title]')
    .evaluateAll((titles) => titles.map((one) => one.textContent));
const place = (page: Page, name: string) =>
  page.getByRole('navigation').first().getByRole('link', { name });
/** The number of open tasks that the sidebar has beside a place. */
const count = (page: Page, name: string) => place(page, name).locator('[data-figures]');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Task' });
const nothing = (page: Page) => page.getByText('There is nothing here');

test('what one does on a board the other sees, and both have the same numbers', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob } = team;
  const { path } = await makeProject(team, { name: 'Boat' });
  await ann.goto(`${path}?view=board`);
  await bob.goto(`${path}?view=board`);
  await expect(item(bob, 'a')).toBeVisible();
  await expect(item(ann, 'a')).toBeVisible();
  await expect(count(bob, 'Boat')).toHaveText('2');

  await item(ann, 'a').focus();
  await ann.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => cards(bob, 'Doing')).toEqual(['a']);
  await expect.poll(() => cards(bob, 'To do')).toEqual(['b']);

  await item(bob, 'a').focus();
  await bob.keyboard.press('e');
  await bob.keyboard.press('ControlOrMeta+a');
  await bob.keyboard.type('caulk the hull');
  await bob.keyboard.press('Enter');
  await expect(item(ann, 'caulk the hull')).toBeVisible();

  await ann
    .getByRole('region', { name: 'To do' })
    .getByRole('button', { name: 'Add task' })
    .click();
  await ann.keyboard.type('buy rope');
  await ann.keyboard.press('Enter');
  await ann.keyboard.press('Escape');
  await expect.poll(() => cards(bob, 'To do')).toEqual(['b', 'buy rope']);
  await expect(count(bob, 'Boat')).toHaveText('3');
  await expect(count(ann, 'Boat')).toHaveText('3');

  await item(bob, 'buy rope').focus();
  await bob.keyboard.press('Enter');
  await item(ann, 'buy rope').focus();
  await ann.keyboard.press('Enter');
  await panel(bob).getByRole('textbox', { name: 'Write a comment' }).fill('twenty metres');
  await bob.keyboard.press('Control+Enter');
  const comments = panel(ann).getByRole('region', { name: 'Comments' });
  await expect(comments.getByText('twenty metres')).toBeVisible();
  await expect(comments.getByRole('listitem')).toHaveCount(1);
  await ann.keyboard.press('Escape');
  await bob.keyboard.press('Escape');

  await item(ann, 'buy rope').getByRole('checkbox').click();
  await expect.poll(() => cards(bob, 'To do')).toEqual(['b']);
  await expect(count(bob, 'Boat')).toHaveText('2');
  await item(bob, 'b').focus();
  await bob.keyboard.press('Delete');
  await expect.poll(() => cards(ann, 'To do')).toEqual([]);
  await expect(count(ann, 'Boat')).toHaveText('1');
  await bob.keyboard.press('Control+z');
  await expect.poll(() => cards(ann, 'To do')).toEqual(['b']);
  await expect(count(ann, 'Boat')).toHaveText('2');
  await leave(ann, bob);
});

test('two who write in the same notes at once both end with the lines of both', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, workspaceId } = team;
  const { projectId, path } = await makeProject(team, { name: 'Crate' });
  const made = { workspaceId, projectId, title: 'pack', notes: 'rope\nsail' };
  const { id: taskId } = await call(ann, 'task.create', made);
  const field = (page: Page) => panel(page).getByRole('textbox', { name: 'Notes' });
  for (const page of [ann, bob]) {
    await page.goto(`${path}?task=${taskId}`);
    await panel(page).getByText('sail').click();
    await expect(field(page)).toBeFocused();
  }
  await ann.keyboard.type('\nanchor');
  await bob.keyboard.press('ControlOrMeta+Home');
  await bob.keyboard.type('ten metres of ');
  await ann.keyboard.press('Escape');
  await expect
    .poll(async () => (await call(bob, 'task.get', { workspaceId, taskId })).notes)
    .toBe('rope\nsail\nanchor');
  // What Ann has saved leaves alone what Bob is typing.
  await bob.keyboard.type('good ');
  await expect(field(bob)).toHaveValue('ten metres of good rope\nsail');
  await bob.keyboard.press('Escape');
  const whole = 'ten metres of good rope\nsail\nanchor';
  await expect
    .poll(async () => (await call(ann, 'task.get', { workspaceId, taskId })).notes)
    .toBe(whole);
  for (const page of [ann, bob]) {
    await expect(panel(page).getByText('ten metres of good rope')).toBeVisible();
    await expect(panel(page).getByText('anchor')).toBeVisible();
    await panel(page).getByText('anchor').click();
    await expect(field(page)).toHaveValue(whole);
    await page.keyboard.press('Escape');
  }
  await leave(ann, bob);
});

test('numbers are right also for tasks that a page has never read, and sections come and go', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, workspaceId } = team;
  const { projectId, path } = await makeProject(team, { name: 'Shed' });
  await bob.goto(`${cairn.url}/w/${workspaceId.slice(-6)}/inbox`);
  await expect(count(bob, 'Shed')).toHaveText('2');
  const within = { workspaceId, projectId };
  const { id: taskId } = await call(ann, 'task.create', { ...within, title: 'nail' });
  await expect(count(bob, 'Shed')).toHaveText('3');
  await call(ann, 'task.complete', { workspaceId, taskId });
  await expect(count(bob, 'Shed')).toHaveText('2');
  await call(ann, 'task.reopen', { workspaceId, taskId });
  await expect(count(bob, 'Shed')).toHaveText('3');
  await call(ann, 'task.delete', { workspaceId, taskId });
  await expect(count(bob, 'Shed')).toHaveText('2');

  await bob.goto(path);
  await expect(item(bob, 'a')).toBeVisible();
  const { id: sectionId } = await call(ann, 'section.create', { ...within, name: 'Later' });
  await expect(bob.getByRole('heading', { name: /^Later/ })).toBeVisible();
  await call(ann, 'task.create', { ...within, sectionId, title: 'paint' });
  await expect(item(bob, 'paint')).toBeVisible();
  await call(ann, 'section.delete', { workspaceId, sectionId });
  await expect(item(bob, 'paint')).toHaveCount(0);
  await expect(count(bob, 'Shed')).toHaveText('2');
  await call(ann, 'section.restore', { workspaceId, sectionId });
  await expect(item(bob, 'paint')).toBeVisible();
  await expect(count(bob, 'Shed')).toHaveText('3');
  await leave(ann, bob);
});

test('a project that is shared appears, and goes with its view once it is not', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, bobId, workspaceId } = team;
  const { projectId, path } = await makeProject(team, { name: 'Secret', private: true });
  await bob.goto(path);
  await expect(nothing(bob)).toBeVisible();
  const share = { workspaceId, projectId, userId: bobId };
  await call(ann, 'project.share', { ...share, right: 'write' });
  await expect(place(bob, 'Secret')).toBeVisible();
  await expect(item(bob, 'a')).toBeVisible();
  await call(ann, 'project.unshare', share);
  await expect(place(bob, 'Secret')).toHaveCount(0);
  await expect(nothing(bob)).toBeVisible();
  await expect(item(bob, 'a')).toHaveCount(0);

  await call(ann, 'project.share', { ...share, right: 'read' });
  await expect(bob.getByText('You can look at this project but not change it.')).toBeVisible();
  await call(ann, 'project.delete', { workspaceId, projectId });
  await expect(nothing(bob)).toBeVisible();
  await leave(ann, bob);
});

test('who is let into a workspace sees it, and who is removed does not', async ({ browser }) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, bobId, workspaceId } = team;
  await makeProject(team, { name: 'Mast' });
  await bob.goto(`${cairn.url}/w/${workspaceId.slice(-6)}/inbox`);
  await expect(place(bob, 'Mast')).toBeVisible();
  await call(ann, 'member.remove', { workspaceId, userId: bobId });
  await expect(bob.getByText('is no longer shared with you.')).toBeVisible();
  await expect(place(bob, 'Mast')).toHaveCount(0);
  await expect(nothing(bob)).toBeVisible();

  const invite = { workspaceId, role: 'member' };
  const { url } = (await call(ann, 'member.invite', invite)) as unknown as { url: string };
  await call(bob, 'invite.accept', { secret: new URL(url).hash.slice(1) });
  await expect(place(bob, 'Mast')).toBeVisible();

  // A session that is ended elsewhere is over here, with nothing pressed.
  const there = await (await browser.newContext()).newPage();
  await there.goto(`${cairn.url}/sign-in`);
  await there.locator('input[name=email]').fill(team.bobEmail);
  await there.locator('input[name=password]').fill('correct horse battery');
  await there.locator('button[type=submit]').click();
  await there.waitForURL('**/today');
  await call(there, 'session.revokeOthers', {});
  await bob.waitForURL('**/sign-in?next=*');
  await leave(ann, bob, there);
});

test('without the stream nothing of it comes', async ({ browser }) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, workspaceId } = team;
  const { projectId, path: address } = await makeProject(team, { name: 'Deaf' });
  let tries = 0;
  await bob.route('**/api/trpc/sync.live', (route) => {
    tries += 1;
    return route.abort();
  });
  await bob.goto(address);
  await expect(item(bob, 'a')).toBeVisible();
  await expect.poll(() => tries).toBeGreaterThan(0);
  // What it reads by itself, all that is there, is here by then.
  await quiet(bob);
  await call(ann, 'task.create', { workspaceId, projectId, title: 'unheard of' });
  const before = tries;
  await expect.poll(() => tries).toBeGreaterThan(before + 1);
  await expect(item(bob, 'unheard of')).toHaveCount(0);
  // What it missed is told once the stream comes.
  await bob.unroute('**/api/trpc/sync.live');
  await expect(item(bob, 'unheard of')).toBeVisible();
  await leave(ann, bob);
});

const path = (request: Request) => new URL(request.url()).pathname;

/** Watches what the pages of a browser ask of the log. */
function watchLog(context: BrowserContext) {
  const streams: Page[] = [];
  const caughtUp = new Set<Page>();
  context.on('request', (request) => {
    if (path(request) === '/api/trpc/sync.live') streams.push(request.frame().page());
    // The first question of a page names no cursor; that of one that follows another tab does.
    if (path(request).includes('sync.pull') && request.url().includes('cursor'))
      caughtUp.add(request.frame().page());
  });
  return { streams, caughtUp };
}

const tabs = process.env['LONG'] ? 20 : 5;

for (const means of ['a lock', 'a lease'] as const) {
  test(`the tabs of a browser hold one stream, by ${means}, and another goes on once it ends`, async ({
    browser,
  }) => {
    const team = await gather(browser, cairn.url);
    const { ann, bob, workspaceId } = team;
    const { projectId, path: address } = await makeProject(team, { name: 'Tabs' });
    const context = await browser.newContext({ storageState: await bob.context().storageState() });
    await leave(bob);
    if (means === 'a lease')
      await context.addInitScript(() => {
        delete (Navigator.prototype as { locks?: unknown }).locks;
      });
    const { streams, caughtUp } = watchLog(context);
    const pages: Page[] = [];
    for (let n = 0; n < tabs; n += 1) {
      const page = await context.newPage();
      await page.goto(address);
      await expect(item(page, 'a')).toBeVisible();
      pages.push(page);
    }
    await expect.poll(() => caughtUp.size).toBe(tabs - 1);
    const make = async (title: string) => {
      await call(ann, 'task.create', { workspaceId, projectId, title });
      for (const page of pages) await expect(item(page, title)).toBeVisible();
    };
    await make('one');
    expect(streams).toHaveLength(1);

    const [leader] = streams;
    await leader?.close();
    pages.splice(pages.indexOf(leader as Page), 1);
    await call(ann, 'task.create', { workspaceId, projectId, title: 'in between' });
    await make('two');
    for (const page of pages) await expect(item(page, 'in between')).toBeVisible();
    expect(streams).toHaveLength(2);
    await leave(ann);
    await context.close();
  });
}

test('while the server is away nothing is lost: the stream comes back, and tells what happened', async ({
  browser,
}) => {
  const home = await createHome({ NODE_ENV: 'production' });
  let instance = await startInstance(home);
  home.env['PORT'] = new URL(instance.url).port;
  try {
    const team = await gather(browser, instance.url);
    const { ann, bob, workspaceId } = team;
    const { projectId, path: address } = await makeProject(team, { name: 'Storm' });
    const { streams } = watchLog(bob.context());
    await bob.goto(address);
    await expect(item(bob, 'a')).toBeVisible();
    await call(ann, 'task.create', { workspaceId, projectId, title: 'before' });
    await expect(item(bob, 'before')).toBeVisible();
    // What happens while this page hears nothing.
    await bob.context().setOffline(true);
    await call(ann, 'task.create', { workspaceId, projectId, title: 'meanwhile' });
    await instance.stop();
    instance = await startInstance(home);
    await bob.context().setOffline(false);
    await expect(item(bob, 'meanwhile')).toBeVisible();
    await call(ann, 'task.create', { workspaceId, projectId, title: 'after' });
    await expect(item(bob, 'after')).toBeVisible();
    expect(streams.length).toBeGreaterThan(1);
    await leave(ann, bob);
  } finally {
    await instance.stop();
    await home.remove();
  }
});

test('what the page does itself comes back to it, and makes it ask for nothing', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob } = team;
  const { path: address } = await makeProject(team, { name: 'Quiet' });
  const asked: string[] = [];
  ann.on('request', (request) => {
    if (path(request).startsWith('/api/trpc/') && request.method() === 'GET')
      asked.push(path(request));
  });
  await ann.goto(address);
  await bob.goto(address);
  await expect(item(bob, 'a')).toBeVisible();
  await expect.poll(() => asked).toContain('/api/trpc/sync.live');
  await keptWhole(ann, 2);
  asked.length = 0;
  await item(ann, 'a').focus();
  await ann.keyboard.press('e');
  await ann.keyboard.type(', and more');
  await ann.keyboard.press('Enter');
  await ann.getByRole('main').getByRole('button', { name: 'Add task' }).last().click();
  await ann.keyboard.type('c');
  await ann.keyboard.press('Enter');
  await ann.keyboard.press('Escape');
  await saved(ann);
  // Heard by another, it has been told to its maker too.
  await expect(item(bob, 'a, and more')).toBeVisible();
  await expect(item(bob, 'c')).toBeVisible();
  await expect(count(ann, 'Quiet')).toHaveText('3');
  expect(asked.filter((one) => !one.endsWith('/presence.look'))).toEqual([]);
  await leave(ann, bob);
});
