import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { addMonths } from '../app/_ui/month.ts';
import { call } from './call.ts';
import { drag } from './drag.ts';
import { wordOf } from './screens/words.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

/** Three days in a row of the next month. */
const [a = '', b = '', c = ''] = [9, 10, 11].map((days) =>
  addDays(addMonths(new Date().toISOString().slice(0, 10), 1), days),
);
const card = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const cards = (page: Page, column: string) =>
  page
    .getByRole('region', { name: column, exact: true })
    .locator('[data-title]')
    .evaluateAll((titles) => titles.map((one) => one.textContent));
const cell = (page: Page, day: string): Locator =>
  page.locator(`[role=gridcell][data-day="${day}"]`);
const chip = (page: Page, title: string): Locator =>
  page.getByRole('gridcell').locator('[data-task]').filter({ hasText: title });
const violations = async (page: Page) => {
  await still(page);
  return violationsOf(page);
};

type View = { label: string; layout?: string; grouping?: string };

/** A person with a label, tasks that have it, and a view of them. @returns the view's address */
async function makeView(page: Page, view: View, tasks: Record<string, object>): Promise<string> {
  await signUp(page, cairn.url, `Layouts${(people += 1)}`);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const { label, ...manner } = view;
  const { id } = await call(page, 'label.create', { workspaceId, name: label });
  for (const [title, fields] of Object.entries(tasks))
    await call(page, 'task.create', { workspaceId, title, labelIds: [id], ...fields });
  const made = await call(page, 'view.create', {
    workspaceId,
    name: 'House',
    filter: `@${label}`,
    ...manner,
  });
  return `${cairn.url}/v/${made.id}`;
}

const tasks = { boat: { dueOn: a }, sail: {}, mast: { dueOn: b, priority: 3 } };

for (const [locale, label] of [
  ['en', 'home'],
  ['ru', 'дом'],
] as const)
  test.describe(locale, () => {
    test.use({ locale });
    const t = (name: string) => wordOf(locale, name);
    const [urgent, low, none] = ['urgent', 'low', 'none'].map((one) =>
      t(`field.priorities.${one}`),
    ) as [string, string, string];

    test('a view is saved as a board; cards go from column to column by keys and by hand', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await makeView(page, { label }, tasks);
      await page.goto(`${cairn.url}/filter?q=${encodeURIComponent(`@${label}`)}`);
      await page.getByRole('button', { name: t('filter.save') }).click();
      const form = page.getByRole('dialog', { name: t('filter.saveTitle') });
      await form.getByLabel(t('filter.name')).fill('Wall');
      await form
        .getByLabel(t('filter.layout'), { exact: true })
        .selectOption({ label: t('filter.layouts.board') });
      await form.getByRole('button', { name: t('filter.saveNow') }).click();
      await expect(page).toHaveURL(/\/v\//u);
      await expect.poll(() => cards(page, none)).toEqual(['boat', 'sail']);
      await expect.poll(() => cards(page, urgent)).toEqual(['mast']);

      await card(page, 'boat').focus();
      await page.keyboard.press('Alt+ArrowLeft');
      await expect.poll(() => cards(page, low)).toEqual(['boat']);
      await expect(card(page, 'boat')).toBeFocused();
      await expect(page.getByText(told[locale])).toBeAttached();

      await drag(page, card(page, 'sail'), { to: card(page, 'mast'), y: 0.9 });
      await expect.poll(() => cards(page, urgent)).toEqual(['mast', 'sail']);
      await page.keyboard.press('Control+z');
      await expect.poll(() => cards(page, none)).toEqual(['sail']);
      const column = page.getByRole('region', { name: urgent, exact: true });
      await drag(page, card(page, 'sail'), { to: column });
      await expect.poll(() => cards(page, urgent)).toEqual(['mast', 'sail']);
      await saved(page);
      await page.reload();
      await expect.poll(() => cards(page, urgent)).toEqual(['mast', 'sail']);
      await expect.poll(() => cards(page, low)).toEqual(['boat']);
      expect(await violations(page)).toEqual([]);
    });

    test('a view becomes a calendar; tasks go to other days, and those without one are said', async ({
      page,
    }) => {
      const address = await makeView(page, { label }, tasks);
      await page.goto(`${address}?view=month&day=${a}`);
      await expect(card(page, 'boat')).toBeVisible();
      await page.getByRole('button', { name: t('filter.manner') }).click();
      await page
        .getByLabel(t('filter.layout'), { exact: true })
        .selectOption({ label: t('filter.layouts.calendar') });
      await page.keyboard.press('Escape');
      await expect(cell(page, a)).toContainText('boat');
      await drag(page, chip(page, 'boat'), { to: cell(page, b) });
      await expect(cell(page, b)).toContainText('boat');
      await chip(page, 'boat').focus();
      await page.keyboard.press('Alt+ArrowRight');
      await expect(cell(page, c)).toContainText('boat');
      await expect(chip(page, 'boat')).toBeFocused();
      await saved(page);
      await page.reload();
      await expect(cell(page, c)).toContainText('boat');
      await expect(cell(page, b)).toContainText('mast');
      await expect(page.getByRole('gridcell').getByText('sail')).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: undated[locale] }).click();
      const list = page.getByRole('dialog', { name: t('calendar.undatedTasks') });
      await expect(list.getByRole('treeitem')).toHaveCount(1);
      await expect(list).toContainText('sail');
    });
  });

const told = { en: '“boat” moved to “Low”', ru: '«boat» перемещена в «Низкий»' };
const undated = { en: '1 without a date', ru: '1 без срока' };

test('a view’s calendar says when what it finds comes again', async ({ page }) => {
  const recurrence = { rrule: 'FREQ=DAILY;COUNT=2' };
  const repeats = { ...tasks, plants: { dueOn: a, recurrence } };
  const address = await makeView(page, { label: 'home', layout: 'calendar' }, repeats);
  await page.goto(`${address}?view=month&day=${a}`);
  await expect(cell(page, a)).toContainText('plants');
  await expect(page.locator('[data-ghost]')).toHaveCount(1);
  await expect(cell(page, b).locator('[data-ghost]')).toContainText('plants');
  await chip(page, 'plants').focus();
  await page.keyboard.press('d');
  await expect(cell(page, b)).toContainText('plants');
  await expect(page.locator('[data-ghost]')).toHaveCount(0);
});

test('a card that is written at the foot of a column has what the column stands for', async ({
  page,
}) => {
  await page.goto(await makeView(page, { label: 'home', layout: 'board' }, tasks));
  const column = page.getByRole('region', { name: 'Urgent', exact: true });
  await column.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('textbox', { name: 'New task' }).fill('keel');
  await page.keyboard.press('Enter');
  await expect.poll(() => cards(page, 'Urgent')).toEqual(['mast', 'keel']);
});

test('where a task has several of what columns stand for, no card is moved', async ({ page }) => {
  await page.goto(
    await makeView(page, { label: 'home', layout: 'board', grouping: 'label' }, tasks),
  );
  await expect.poll(() => cards(page, 'home')).toHaveLength(3);
  await card(page, 'boat').hover();
  await card(page, 'boat').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(card(page, 'mast')).toBeFocused();
  await expect(page.locator('main [draggable=true]')).toHaveCount(0);
  await expect.poll(() => cards(page, 'home')).toHaveLength(3);
});

test('on a phone a board shows a column at a time, and a calendar the tasks of a day below', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 812 });
  const address = await makeView(page, { label: 'home', layout: 'board' }, tasks);
  await page.goto(address);
  const column = page.getByRole('region', { name: 'Urgent', exact: true });
  await expect(column).toBeVisible();
  const box = await column.boundingBox();
  expect(box?.width).toBeGreaterThan(300);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  await page.getByRole('button', { name: 'Layout and order' }).click();
  await page.getByLabel('Layout', { exact: true }).selectOption({ label: 'Calendar' });
  await page.keyboard.press('Escape');
  await page.goto(`${address}?day=${a}`);
  await expect(card(page, 'boat')).toBeVisible();
  await page.locator(`button[data-day="${b}"]`).click();
  await expect(card(page, 'mast')).toBeVisible();
  await expect(card(page, 'boat')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});
