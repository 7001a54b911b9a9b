import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { gather, leave, makeProject } from './team.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const words = {
  en: { completed: 'Completed', today: 'Today', reopen: 'Reopen “a”' },
  ru: { completed: 'Завершённое', today: 'Сегодня', reopen: 'Вернуть «a» в работу' },
} as const;

/** What was completed on a day, by its heading. */
const day = (page: Page, heading: string): Locator =>
  page.getByRole('main').getByRole('region', { name: heading });
const done = (page: Page, title: string): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({
      has: page.getByRole('button', { name: title, exact: true }),
    });
const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const noFaults = async (page: Page) => {
  // A tip of what lies under the pointer since a row went would fade in meanwhile.
  await page.mouse.move(0, 0);
  await still(page);
  expect(await violationsOf(page)).toEqual([]);
};

/** A person with three tasks in the inbox, one of which comes again each day. */
async function begin(page: Page): Promise<string> {
  await signUp(page, cairn.url, `Done${(people += 1)}`);
  const [{ id: workspaceId } = { id: '' }] = (await call(page, 'account.me')).workspaces;
  for (const title of ['a', 'b']) await call(page, 'task.create', { workspaceId, title });
  const recurrence = { rrule: 'FREQ=DAILY' };
  await call(page, 'task.create', { workspaceId, title: 'water', recurrence });
  return workspaceId;
}

/** Presses the circle of each in the inbox. */
async function complete(page: Page, ...titles: string[]): Promise<void> {
  await page.goto(`${cairn.url}/inbox`);
  for (const title of titles) await row(page, title).getByRole('checkbox').click();
  await saved(page);
}

for (const locale of ['en', 'ru'] as const) {
  test.describe(`Completed, ${locale}`, () => {
    test.use({ locale });
    const word = words[locale];

    test('has what was done today; a row takes it back, undo does it again, a reload keeps it', async ({
      page,
    }) => {
      await begin(page);
      await complete(page, 'a', 'b', 'water');
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await expect(page).toHaveURL(/\/completed$/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(word.completed);
      await expect(page).toHaveTitle(new RegExp(word.completed));
      const today = day(page, word.today);
      await expect(today.getByRole('listitem')).toHaveCount(3);
      for (const title of ['a', 'b', 'water'])
        await expect(today.getByRole('button', { name: title, exact: true })).toBeVisible();
      await noFaults(page);

      await page.getByRole('checkbox', { name: word.reopen }).click();
      await expect(done(page, 'a')).toHaveCount(0);
      await saved(page);
      await expect(done(page, 'b')).toBeVisible();
      await page.keyboard.press('Control+z');
      await expect(done(page, 'a')).toBeVisible();
      await saved(page);
      await page.reload();
      await expect(today.getByRole('listitem')).toHaveCount(3);
    });
  });
}

test('a repeat has a line for each time, of which the last can be taken back', async ({ page }) => {
  await begin(page);
  await complete(page, 'water');
  await complete(page, 'water');
  await page.getByRole('link', { name: 'Completed' }).press('Enter');
  await expect(done(page, 'water')).toHaveCount(2);
  const [last, first] = [done(page, 'water').first(), done(page, 'water').last()];
  await expect(first.getByRole('checkbox')).toBeDisabled();
  await expect(last.getByRole('checkbox')).not.toHaveAttribute('aria-keyshortcuts');
  await last.getByRole('checkbox').click();
  await expect(done(page, 'water')).toHaveCount(1);
  await saved(page);
  await expect(done(page, 'water').getByRole('checkbox')).toBeEnabled();
});

test('keys walk from one to the next, and Enter opens the task beside the list', async ({
  page,
}) => {
  await begin(page);
  await complete(page, 'a', 'b');
  await page.goto(`${cairn.url}/completed`);
  await expect(done(page, 'b')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(done(page, 'a').getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/completed\?task=/);
  await expect(page.getByRole('complementary')).toContainText('IN-');
  await expect(done(page, 'a').getByRole('button')).toBeFocused();
});

test('a row that is taken back by a key gives its focus to the one that took its place, the one before, or what says that none is left', async ({
  page,
}) => {
  await begin(page);
  await complete(page, 'a', 'b', 'water');
  await page.goto(`${cairn.url}/completed`);
  await done(page, 'b').getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(done(page, 'b')).toHaveCount(0);
  await expect(done(page, 'a').getByRole('button')).toBeFocused();
  await done(page, 'a').getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(done(page, 'a')).toHaveCount(0);
  await expect(done(page, 'water').getByRole('button')).toBeFocused();
  await done(page, 'water').getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(done(page, 'water')).toHaveCount(0);
  await expect(page.locator(':focus')).toHaveText(/Nothing yet/);
});

test('older ones come as one scrolls, and only those near the screen are drawn', async ({
  page,
}) => {
  await signUp(page, cairn.url, `Done${(people += 1)}`);
  const [{ id: workspaceId } = { id: '' }] = (await call(page, 'account.me')).workspaces;
  const many = 170;
  const titles = Array.from({ length: many }, (_, n) => `task ${n}`);
  const taskIds: string[] = [];
  for (const title of titles)
    taskIds.push((await call(page, 'task.create', { workspaceId, title })).id);
  await call(page, 'task.bulk', { workspaceId, taskIds, action: 'complete' });
  await page.goto(`${cairn.url}/completed`);
  const heading = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(heading).toContainText(/Today/);
  const last = page.getByRole('main').getByRole('listitem').last();
  await expect
    .poll(async () => {
      await last.scrollIntoViewIfNeeded();
      return await heading.textContent();
    })
    .toContain(String(many));
  expect(await page.getByRole('main').getByRole('listitem').count()).toBeLessThan(many);
});

test('without network it shows what the device holds and says so', async ({ page }) => {
  await begin(page);
  await complete(page, 'a', 'b');
  await page.route(/task\.listCompleted/, (route) => route.abort());
  await page.goto(`${cairn.url}/completed`);
  await expect(page.getByRole('main').getByRole('status')).toContainText('this device holds');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  await page.unroute(/task\.listCompleted/);
  await expect(page.getByRole('main').getByRole('status')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
});

test('what another person completes is seen with the switch, at once', async ({ browser }) => {
  const team = await gather(browser, cairn.url);
  const { projectId } = await makeProject(team, { name: 'Boat' });
  const { ann, bob, workspaceId } = team;
  const { items } = await call(ann, 'task.list', { workspaceId, projectId });
  const [a, b] = ['a', 'b'].map((title) => items.find((task) => task.title === title)?.id);
  await call(bob, 'task.complete', { workspaceId, taskId: a });
  const tail = workspaceId.slice(-6);
  await ann.goto(`${cairn.url}/w/${tail}/completed`);
  await expect(ann.getByRole('main')).toContainText('Nothing yet');
  await ann.getByRole('radio', { name: 'Everyone' }).click();
  await expect(ann).toHaveURL(/\/completed\?by=all$/);
  await expect(done(ann, 'a')).toContainText(/Bob\d/);
  await expect(done(ann, 'a')).toContainText('Boat');
  await call(bob, 'task.complete', { workspaceId, taskId: b });
  await expect(done(ann, 'b')).toContainText(/Bob\d/);
  await call(bob, 'task.reopen', { workspaceId, taskId: b });
  await expect(done(ann, 'b')).toHaveCount(0);
  await ann.getByRole('radio', { name: 'Mine' }).click();
  await expect(done(ann, 'a')).toHaveCount(0);
  await leave(ann, bob);
});

for (const locale of ['en', 'ru'] as const) {
  test.describe(`estimates and starts, ${locale}`, () => {
    test.use({ locale });

    test('a row says how long it takes and from when; what starts later stands back, and not in Today', async ({
      page,
    }) => {
      await signUp(page, cairn.url, `Start${(people += 1)}`);
      const [{ id: workspaceId } = { id: '' }] = (await call(page, 'account.me')).workspaces;
      const today = new Date().toISOString().slice(0, 10);
      const fields = { estimateMinutes: 90, dueOn: today };
      await call(page, 'task.create', { workspaceId, title: 'now', ...fields });
      // Far beyond any zone's today.
      const later = { startOn: '2099-12-05', priority: 3 };
      await call(page, 'task.create', { workspaceId, title: 'later', ...later });
      await page.goto(`${cairn.url}/inbox`);
      const [short, from] =
        locale === 'en' ? ['1 h 30 min', 'from 5 Dec 2099'] : ['1 ч 30 мин', 'с 5 дек 2099'];
      await expect(row(page, 'now')).toContainText(short);
      await expect(row(page, 'later')).toContainText(from);
      const colour = (title: string) =>
        row(page, title)
          .locator('[data-title]')
          .evaluate((element) => getComputedStyle(element).color);
      expect(await colour('later')).not.toBe(await colour('now'));
      await noFaults(page);
      await page.goto(`${cairn.url}/today`);
      await expect(row(page, 'now')).toBeVisible();
      await expect(row(page, 'later')).toHaveCount(0);
    });
  });
}
