import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { call } from './call.ts';
import { wordOf } from './screens/words.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { gather } from './team.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const today = () => new Date().toISOString().slice(0, 10);
const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const line = (page: Page, locale: 'en' | 'ru' = 'en') =>
  page.getByRole('textbox', { name: wordOf(locale, 'filter.line') });
const chips = (page: Page, locale: 'en' | 'ru' = 'en') =>
  page.getByRole('group', { name: wordOf(locale, 'filter.chips') });
const sidebar = (page: Page) => page.getByRole('navigation').first();

/** A person with a label and tasks. */
async function join(page: Page, label: string, tasks: Record<string, object>): Promise<void> {
  await signUp(page, cairn.url, `Filter${(people += 1)}`);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const { id } = await call(page, 'label.create', { workspaceId, name: label });
  for (const [title, { at, ...fields }] of Object.entries(tasks) as [string, { at?: true }][])
    await call(page, 'task.create', {
      workspaceId,
      title,
      ...fields,
      ...(at && { labelIds: [id] }),
    });
}

const tasks = () => ({
  bread: { dueOn: today() },
  tap: { dueOn: addDays(today(), -2), at: true },
  roof: { dueOn: addDays(today(), -2) },
  someday: {},
});

const told = {
  en: {
    text: 'today | overdue & @home',
    label: 'home',
    sentence: 'Either due today; or overdue, labelled “home”',
    chips: ['due today', 'overdue', 'labelled “home”'],
    without: 'today | overdue',
    overdue: 'Overdue',
    wrong: 'today & @hame',
    mended: 'today & @home',
  },
  ru: {
    text: 'сегодня | просрочено & @дом',
    label: 'дом',
    sentence: 'Либо на сегодня; либо просрочено, с меткой «дом»',
    chips: ['на сегодня', 'просрочено', 'с меткой «дом»'],
    without: 'сегодня | просрочено',
    overdue: 'Просрочено',
    wrong: 'сегодня & @дам',
    mended: 'сегодня & @дом',
  },
} as const;

for (const locale of ['en', 'ru'] as const)
  test.describe(locale, () => {
    test.use({ locale });
    const words = told[locale];
    const t = (name: string) => wordOf(locale, `filter.${name}`);

    test('what is typed is a sentence, chips and tasks, stands in the address, and is saved', async ({
      page,
    }) => {
      await join(page, words.label, tasks());
      await page.keyboard.press('g');
      await page.keyboard.press('f');
      await expect(page).toHaveURL(/\/filter$/);
      await expect(page.getByText(t('examples'))).toBeVisible();
      await line(page, locale).fill(words.text);
      await expect(page.getByText(words.sentence)).toBeVisible();
      await expect(row(page, 'bread')).toBeVisible();
      await expect(row(page, 'tap')).toBeVisible();
      await expect(row(page, 'roof')).toBeHidden();
      // Which of the two ways each of them came in by.
      await expect(row(page, 'bread')).toContainText(words.chips[0]);
      await expect(row(page, 'tap')).toContainText(words.chips[2]);
      for (const chip of words.chips)
        await expect(chips(page, locale).getByRole('button', { name: chip })).toBeVisible();

      await page.reload();
      await expect(line(page, locale)).toHaveValue(words.text);
      await expect(row(page, 'tap')).toBeVisible();

      const last = chips(page, locale).getByRole('button', { name: words.chips[2] });
      await last.click();
      await page.getByRole('menuitem', { name: t('remove') }).click();
      await expect(line(page, locale)).toHaveValue(words.without);
      await expect(row(page, 'roof')).toBeVisible();

      await page.getByRole('button', { name: t('save') }).click();
      const form = page.getByRole('dialog', { name: t('saveTitle') });
      await form.getByLabel(t('name')).fill('Pressing');
      await form.getByLabel(t('grouping')).selectOption({ label: t('groupings.due') });
      await form.getByRole('button', { name: t('saveNow') }).click();
      await expect(page).toHaveURL(/\/v\/[0-9a-f-]+$/);
      await expect(page.getByRole('heading', { name: 'Pressing' })).toBeVisible();
      await expect(page.getByRole('heading', { name: t('overdue') })).toBeVisible();
      await expect(sidebar(page).getByRole('link', { name: 'Pressing' })).toBeVisible();
      await saved(page);
      await page.reload();
      await expect(row(page, 'roof')).toBeVisible();
      await expect(sidebar(page).getByRole('link', { name: 'Pressing' })).toBeVisible();
    });

    test('what is wrong says where and what was meant; a press takes it', async ({ page }) => {
      await join(page, words.label, { bread: { dueOn: today(), at: true }, roof: {} });
      await page.goto(`${cairn.url}/filter?q=${encodeURIComponent(words.wrong)}`);
      await expect(line(page, locale)).toHaveAttribute('aria-invalid', 'true');
      const take = t('take').replace('{suggestion}', `@${words.label}`);
      await page.getByRole('button', { name: take }).click();
      await expect(line(page, locale)).toHaveValue(words.mended);
      await expect(row(page, 'bread')).toBeVisible();
      await expect(row(page, 'roof')).toBeHidden();
    });
  });

test('a chip is added by field and value, changed, and turned round', async ({ page }) => {
  await join(page, 'home', tasks());
  await page.goto(`${cairn.url}/filter`);
  await chips(page).getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('option', { name: 'Label' }).click();
  await page.getByRole('option', { name: 'labelled “home”' }).click();
  await expect(line(page)).toHaveValue('@home');
  await expect(row(page, 'tap')).toBeVisible();
  await chips(page).getByRole('button', { name: 'labelled “home”' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Must not hold' }).click();
  await expect(line(page)).toHaveValue('!@home');
  await expect(row(page, 'bread')).toBeVisible();
  await expect(row(page, 'tap')).toBeHidden();
  await page.mouse.move(0, 0);
  await still(page);
  expect(await violationsOf(page)).toEqual([]);
});

test('a task that comes to match is there at once, and one that matches no more goes', async ({
  page,
}) => {
  await join(page, 'home', tasks());
  await page.goto(`${cairn.url}/filter?q=today%20%26%20status:open`);
  await expect(row(page, 'bread')).toBeVisible();
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  // From elsewhere, as another device would.
  await call(page, 'task.create', { workspaceId, title: 'milk', dueOn: today() });
  await expect(row(page, 'milk')).toBeVisible();
  await row(page, 'bread').getByRole('checkbox').click();
  await expect(row(page, 'bread')).toBeHidden();
  // The row that took its place has the focus a frame later.
  await still(page);
  // What is added here is what the filter asks for.
  await page.keyboard.press('c');
  await page.keyboard.type('salt');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(row(page, 'salt')).toBeVisible();
});

test('what is added among the tasks of a section stands in that section', async ({ page }) => {
  await join(page, 'home', {});
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const project = { workspaceId, name: 'Garden', colour: 'grey', private: false };
  const { id: projectId } = await call(page, 'project.create', project);
  const section = { workspaceId, projectId, name: 'Beds' };
  const { id: sectionId } = await call(page, 'section.create', section);
  await call(page, 'task.create', { workspaceId, projectId, sectionId, title: 'weeds' });
  await page.goto(`${cairn.url}/filter?q=${encodeURIComponent('#garden/beds')}`);
  await expect(row(page, 'weeds')).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('c');
  await page.keyboard.type('seeds');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(row(page, 'seeds')).toBeVisible();
  await saved(page);
  const found = await call(page, 'task.list', { workspaceId, projectId });
  const { items } = found as unknown as { items: { title: string; sectionId: string | null }[] };
  expect(items.map(({ title }) => title).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'seeds',
    'weeds',
  ]);
  expect(items.every((one) => one.sectionId === sectionId)).toBe(true);
});

/** A view of Ann's in the workspace of a team, made through the page. */
async function viewOf(
  browser: Browser,
  locale: 'en' | 'ru',
): Promise<Awaited<ReturnType<typeof gather>>> {
  const t = (name: string) => wordOf(locale, `filter.${name}`);
  const team = await gather(browser, cairn.url);
  const { ann, workspaceId } = team;
  await ann.goto(`${cairn.url}/w/${workspaceId.slice(-6)}/filter?q=status:open`);
  await ann.getByRole('button', { name: t('save') }).click();
  const form = ann.getByRole('dialog', { name: t('saveTitle') });
  await form.getByLabel(t('name')).fill('All of it');
  await form.getByLabel(t('shared')).check();
  await form.getByRole('button', { name: t('saveNow'), exact: true }).click();
  await expect(ann.getByRole('heading', { name: 'All of it' })).toBeVisible();
  await saved(ann);
  return team;
}

for (const locale of ['en', 'ru'] as const)
  test.describe(`views of a team, ${locale}`, () => {
    test.use({ locale });
    const t = (name: string) => wordOf(locale, `filter.${name}`);

    test('a shared view is seen by another member, follows what becomes of it, and is theirs no more once it is private', async ({
      browser,
    }) => {
      const { ann, bob, workspaceId } = await viewOf(browser, locale);
      await bob.goto(`${cairn.url}/w/${workspaceId.slice(-6)}/inbox`);
      const link = sidebar(bob).getByRole('link', { name: 'All of it' });
      await link.click();
      await expect(bob.getByRole('heading', { name: 'All of it' })).toBeVisible();
      await expect(bob.getByRole('button', { name: t('menu') })).toBeHidden();

      const act = async (name: string) => {
        await ann.getByRole('button', { name: t('menu') }).click();
        await ann.getByRole('menuitem', { name: t(name) }).click();
      };
      await act('rename');
      await ann.getByRole('textbox', { name: t('name') }).fill('Everything open');
      await ann.keyboard.press('Enter');
      await expect(bob.getByRole('heading', { name: 'Everything open' })).toBeVisible();
      await act('edit');
      const { overdue } = told[locale];
      await line(ann, locale).fill(overdue.toLowerCase());
      await ann.keyboard.press('Enter');
      await expect(ann.getByText(overdue, { exact: true })).toBeVisible();
      await expect(bob.getByText(overdue, { exact: true })).toBeVisible();
      await act('unshare');
      await expect(sidebar(bob).getByRole('link', { name: 'Everything open' })).toBeHidden();
    });

    test('a view that was deleted comes back by undo', async ({ browser }) => {
      const { ann } = await viewOf(browser, locale);
      await ann.getByRole('button', { name: t('menu') }).click();
      await ann.getByRole('menuitem', { name: t('delete') }).click();
      const link = sidebar(ann).getByRole('link', { name: 'All of it' });
      await expect(link).toBeHidden();
      await ann.getByRole('button', { name: wordOf(locale, 'ui.undo') }).click();
      await expect(link).toBeVisible();
      await saved(ann);
      await ann.reload();
      await expect(link).toBeVisible();
    });
  });

test('on a phone all of it has room', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await join(page, 'home', tasks());
  const text = 'today & @home & status:open | overdue & priority:..2 & !has:notes | due:none';
  await page.goto(`${cairn.url}/filter?q=${encodeURIComponent(text)}`);
  await expect(row(page, 'someday')).toBeVisible();
  await still(page);
  const isWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await isWide()).toBe(false);
});
