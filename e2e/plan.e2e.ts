import { expect, test } from '@playwright/test';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { call } from './call.ts';
import { drag } from './drag.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { gather, leave } from './team.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved, watchWrites } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const today = () => new Date().toISOString().slice(0, 10);
const late = (days: number) => ({ dueOn: addDays(today(), -days) });
const day = (dueTime: string) => ({ dueOn: today(), dueTime });
const five = {
  rent: late(3),
  letter: late(2),
  bread: day('09:00'),
  call: day('12:00'),
  swim: day('18:00'),
};

/** A person with tasks in Today. @returns their name */
async function begin(page: Page, tasks: Record<string, object> = five): Promise<string> {
  const name = `Planner${(people += 1)}`;
  await signUp(page, cairn.url, name);
  await fill(page, tasks);
  return name;
}

async function fill(page: Page, tasks: Record<string, object>): Promise<void> {
  const [workspace] = (await call(page, 'account.me')).workspaces;
  for (const [title, fields] of Object.entries(tasks))
    await call(page, 'task.create', { workspaceId: workspace?.id ?? '', title, ...fields });
  const [last = ''] = Object.keys(tasks).slice(-1);
  await expect(row(page, last)).toBeVisible();
}

/** The same person in another browser. */
async function signIn(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  watchWrites(page);
  await page.goto(`${cairn.url}/sign-in`);
  await page.locator('input[name=email]').fill(`${name.toLowerCase()}@example.org`);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  return page;
}

const row = (page: Page, title: string) =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const part = (page: Page, name: string) =>
  page.getByRole('main').getByRole('region', { name, exact: true });
const inPart = (page: Page, name: string) => () =>
  part(page, name)
    .locator('[data-title]')
    .evaluateAll((titles) => titles.map((one) => one.textContent));
const inToday = (page: Page) => expect.poll(inPart(page, 'Today'));
const inOverdue = (page: Page) => expect.poll(inPart(page, 'Overdue'));

test('a task that is dragged stays where it was put, also in another browser of its person', async ({
  page,
  browser,
}) => {
  const name = await begin(page);
  const other = await signIn(browser, name);
  await inToday(page).toEqual(['bread', 'call', 'swim']);
  await inToday(other).toEqual(['bread', 'call', 'swim']);
  await drag(page, row(page, 'swim'), { to: row(page, 'call'), y: 0.2 });
  await inToday(page).toEqual(['bread', 'swim', 'call']);
  await inToday(other).toEqual(['bread', 'swim', 'call']);
  await saved(page);
  await page.reload();
  await inToday(page).toEqual(['bread', 'swim', 'call']);

  // What is put into the lower half of a row stands below it, and what came later below what is planned.
  await drag(page, row(page, 'bread'), { to: row(page, 'call'), y: 0.8 });
  await inToday(page).toEqual(['swim', 'call', 'bread']);
  await fill(page, { early: day('07:00') });
  await inToday(page).toEqual(['swim', 'call', 'bread', 'early']);
  await inToday(other).toEqual(['swim', 'call', 'bread', 'early']);
  await page.keyboard.press('Control+z');
  // The noon one had no place of its own before: it stands by time again, behind the early one.
  await inToday(page).toEqual(['bread', 'swim', 'early', 'call']);
  await page.keyboard.press('Control+z');
  await inToday(page).toEqual(['early', 'bread', 'call', 'swim']);
  await inToday(other).toEqual(['early', 'bread', 'call', 'swim']);
  await page.keyboard.press('Control+Shift+z');
  await inToday(other).toEqual(['bread', 'swim', 'early', 'call']);
  await other.context().close();
});

test('keys move a task in its part, and from Overdue into Today; it is said aloud', async ({
  page,
}) => {
  await begin(page);
  const said = page.locator('[aria-live=polite]');
  await row(page, 'swim').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await inToday(page).toEqual(['bread', 'swim', 'call']);
  await expect(said.filter({ hasText: '“swim” moved to “Today”, position 2 of 3' })).toHaveCount(1);
  await expect(row(page, 'swim')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await inToday(page).toEqual(['swim', 'bread', 'call']);
  await page.keyboard.press('Alt+ArrowUp');
  await inToday(page).toEqual(['swim', 'bread', 'call']);
  await inOverdue(page).toEqual(['rent', 'letter']);

  await row(page, 'letter').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await inOverdue(page).toEqual(['letter', 'rent']);
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await inOverdue(page).toEqual(['rent']);
  await inToday(page).toEqual(['letter', 'swim', 'bread', 'call']);
  await expect(row(page, 'letter')).toBeFocused();
  await page.keyboard.press('Control+z');
  await inToday(page).toEqual(['swim', 'bread', 'call']);
  await inOverdue(page).toEqual(['rent', 'letter']);
});

test('what is dragged from Overdue into Today is due today, and one undo takes it back', async ({
  page,
}) => {
  await begin(page, { ...five, tax: { priority: 3 } });
  await row(page, 'rent').click({ modifiers: ['ControlOrMeta'], position: { x: 300, y: 5 } });
  await row(page, 'letter').click({ modifiers: ['ControlOrMeta'], position: { x: 300, y: 5 } });
  await drag(page, row(page, 'letter'), { to: row(page, 'call'), y: 0.2 });
  await inToday(page).toEqual(['bread', 'rent', 'letter', 'call', 'swim']);
  await expect(part(page, 'Overdue')).toHaveCount(0);
  await saved(page);
  await page.reload();
  await inToday(page).toEqual(['bread', 'rent', 'letter', 'call', 'swim']);
  await page.keyboard.press('Control+z');
  await inToday(page).toEqual(['bread', 'call', 'swim']);
  await inOverdue(page).toEqual(['rent', 'letter']);

  // What makes a task overdue or urgent is no place to put it into.
  await drag(page, row(page, 'swim'), { to: row(page, 'rent'), y: 0.2 });
  await drag(page, row(page, 'swim'), { to: row(page, 'tax'), y: 0.2 });
  await inOverdue(page).toEqual(['rent', 'letter']);
  await inToday(page).toEqual(['bread', 'call', 'swim']);
  await drag(page, row(page, 'tax'), { to: row(page, 'bread'), y: 0.2 });
  await inToday(page).toEqual(['tax', 'bread', 'call', 'swim']);
});

test('the order is nobody else’s, and one press puts Today into the order of time', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, bobId, workspaceId } = team;
  const { id: projectId } = await call(ann, 'project.create', { workspaceId, name: 'Ship' });
  const { user } = (await call(ann, 'account.me')) as unknown as { user: { id: string } };
  for (const [title, fields] of Object.entries({ one: day('09:00'), two: day('12:00') })) {
    const task = { workspaceId, projectId, title, ...fields };
    await call(ann, 'task.create', { ...task, assigneeIds: [user.id, bobId] });
  }
  for (const page of [ann, bob]) await inToday(page).toEqual(['one', 'two']);
  const byTime = (page: Page) => page.getByRole('button', { name: 'Sort by time' });
  await expect(byTime(ann)).toHaveCount(0);
  await drag(ann, row(ann, 'two'), { to: row(ann, 'one'), y: 0.2 });
  await inToday(ann).toEqual(['two', 'one']);
  await saved(ann);
  await bob.reload();
  await inToday(bob).toEqual(['one', 'two']);
  await expect(byTime(bob)).toHaveCount(0);
  await byTime(ann).press('Enter');
  await inToday(ann).toEqual(['one', 'two']);
  await expect(byTime(ann)).toHaveCount(0);
  await expect(ann.locator('[role="treeitem"]:focus')).toHaveCount(1);
  await ann.getByRole('button', { name: 'Undo' }).click();
  await inToday(ann).toEqual(['two', 'one']);
  await leave(ann, bob);
});

test('without network it is put in order too, and kept', async ({ page, browser }) => {
  const name = await begin(page);
  await page.context().setOffline(true);
  await row(page, 'swim').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await inToday(page).toEqual(['swim', 'bread', 'call']);
  await page.context().setOffline(false);
  const other = await signIn(browser, name);
  await inToday(other).toEqual(['swim', 'bread', 'call']);
  await other.context().close();
});

const looks: Record<string, BrowserContextOptions> = {
  'en light': { locale: 'en', colorScheme: 'light' },
  'ru dark': { locale: 'ru', colorScheme: 'dark' },
  'en phone dark': {
    locale: 'en',
    colorScheme: 'dark',
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
  },
  'ru phone light': {
    locale: 'ru',
    colorScheme: 'light',
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
  },
};

for (const [look, options] of Object.entries(looks))
  test(`Today in an order of one’s own can be read by all, ${look}`, async ({ browser }) => {
    const page = await (
      await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options })
    ).newPage();
    await begin(page);
    await row(page, 'swim').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.locator('main header button')).toHaveCount(1);
    await still(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('today.png') });
    await page.context().close();
  });
