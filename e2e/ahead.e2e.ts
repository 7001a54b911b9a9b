import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { addMonths } from '../app/_ui/month.ts';
import { call } from './call.ts';
import { drag } from './drag.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const words = {
  en: {
    overdue: 'Overdue',
    today: 'Today · ',
    tomorrow: 'Tomorrow · ',
    changed: 'Task “late” changed',
    calendar: 'Calendar',
    again: 'comes again',
    next: 'Next month',
    line: 'New task',
  },
  ru: {
    overdue: 'Просрочено',
    today: 'Сегодня · ',
    tomorrow: 'Завтра · ',
    changed: 'Задача «late» изменена',
    calendar: 'Календарь',
    again: 'повторится',
    next: 'Следующий месяц',
    line: 'Новая задача',
  },
} as const;

const today = () => new Date().toISOString().slice(0, 10);
type Due = { title: string; dueOn: string | null };
const due = async (page: Page, title: string) => {
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const asked = { workspaceId: workspace?.id ?? '', limit: 50 };
  const { items } = (await call(page, 'task.list', asked)) as unknown as { items: Due[] };
  return items.find((task) => task.title === title)?.dueOn;
};

/** A person with tasks that are due so many days from today. */
async function join(page: Page, tasks: Record<string, object>): Promise<void> {
  await signUp(page, cairn.url, `Ahead${(people += 1)}`);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  for (const [title, fields] of Object.entries(tasks))
    await call(page, 'task.create', { workspaceId: workspace?.id ?? '', title, ...fields });
}

const part = (page: Page, index: number): Locator =>
  page.getByRole('main').getByRole('region').nth(index);
const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const cell = (page: Page, day: string): Locator =>
  page.locator(`[role=gridcell][data-day="${day}"]`);
const chip = (page: Page, title: string): Locator =>
  page.locator('[data-task]').filter({ has: page.getByText(title, { exact: true }) });

for (const locale of ['en', 'ru'] as const) {
  test.describe(`upcoming, ${locale}`, () => {
    test.use({ locale });
    const word = words[locale];

    test('upcoming shows what is overdue, then day by day; keys and the mouse put a task off', async ({
      page,
    }) => {
      await join(page, {
        late: { dueOn: addDays(today(), -3) },
        bread: { dueOn: today(), dueTime: '18:00' },
        boat: { dueOn: addDays(today(), 1) },
        far: { dueOn: addDays(today(), 90) },
        someday: {},
      });
      await page.keyboard.press('g');
      await page.keyboard.press('u');
      await expect(page).toHaveURL(/\/upcoming$/);
      await expect(part(page, 0).getByRole('heading')).toHaveText(word.overdue);
      await expect(part(page, 1).getByRole('heading')).toContainText(word.today);
      await expect(part(page, 1)).toContainText('bread');
      await expect(part(page, 1)).toContainText('18:00');
      await expect(part(page, 2).getByRole('heading')).toContainText(word.tomorrow);
      await expect(page.getByRole('main').getByRole('region')).toHaveCount(16);
      await expect(part(page, 15)).toContainText('far');
      await expect(page.getByRole('main')).not.toContainText('someday');

      await row(page, 'bread').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await expect(part(page, 2)).toContainText('bread');
      await expect(row(page, 'bread')).toBeFocused();
      await page.keyboard.press('Control+z');
      await expect(part(page, 1)).toContainText('bread');

      await drag(page, row(page, 'late'), { to: part(page, 4).getByRole('heading') });
      await expect(part(page, 3)).toContainText('late');
      await expect(page.getByText(word.changed)).toBeVisible();
      await saved(page);
      await expect.poll(() => due(page, 'late')).toBe(addDays(today(), 3));
      await page.reload();
      await expect(part(page, 3)).toContainText('late');
    });
  });
}

test('a task that is written below a day is due on it', async ({ page }) => {
  await join(page, {});
  await page.getByRole('link', { name: 'Upcoming' }).click();
  await part(page, 2).getByRole('heading').hover();
  await part(page, 2)
    .getByRole('button', { name: /^Add a task: / })
    .click();
  await page.getByRole('textbox', { name: 'New task' }).fill('Dentist at 9:30');
  await expect(page.locator('[data-chip]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(part(page, 2)).toContainText('Dentist');
  await saved(page);
  await expect.poll(() => due(page, 'Dentist')).toBe(addDays(today(), 2));
  await expect(row(page, 'Dentist').locator('time')).toHaveText('09:30');
});

for (const locale of ['en', 'ru'] as const) {
  test.describe(`the calendar, ${locale}`, () => {
    test.use({ locale });
    const word = words[locale];

    test('shows a month, what comes again, and takes a task to another day', async ({ page }) => {
      const [a = '', b = '', c = ''] = threeDays();
      await join(page, {
        boat: { dueOn: a },
        plants: { dueOn: a, recurrence: { rrule: 'FREQ=DAILY' } },
      });
      await page.getByRole('link', { name: word.calendar }).click();
      await page.getByRole('button', { name: word.next }).click();
      await expect(cell(page, a)).toContainText('boat');
      await expect(cell(page, b).getByRole('button', { name: word.again })).toBeVisible();

      await drag(page, chip(page, 'boat'), { to: cell(page, b) });
      await expect(cell(page, b)).toContainText('boat');
      await saved(page);
      await expect.poll(() => due(page, 'boat')).toBe(b);
      await page.keyboard.press('Control+z');
      await expect(cell(page, a)).toContainText('boat');

      await chip(page, 'boat').focus();
      await page.keyboard.press('Alt+ArrowRight');
      await expect(cell(page, b)).toContainText('boat');
      await expect(chip(page, 'boat')).toBeFocused();
      await page.keyboard.press('Alt+ArrowRight');
      await expect(cell(page, c)).toContainText('boat');
      await expect(chip(page, 'boat')).toBeFocused();

      await chip(page, 'plants').click();
      await expect(page).toHaveURL(/task=/);
      await page.keyboard.press('Escape');
      await chip(page, 'plants').focus();
      await page.keyboard.press('d');
      await expect(cell(page, b)).toContainText('plants');
      await expect(chip(page, 'plants')).toHaveCount(1);
      await expect(cell(page, b).locator('[data-ghost]')).toHaveCount(0);
      await still(page);
      expect(await violationsOf(page)).toEqual([]);
    });

    test('adds a task to a day by keys, and goes from page to page', async ({ page }) => {
      const [a = '', b = ''] = threeDays();
      await join(page, { boat: { dueOn: a } });
      await page.goto(`${cairn.url}/calendar?view=month&day=${a}`);
      await cell(page, a).focus();
      await page.keyboard.press('ArrowRight');
      await expect(cell(page, b)).toBeFocused();
      await page.keyboard.press('c');
      await page.getByRole('textbox', { name: word.line }).fill('sail');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(cell(page, b)).toContainText('sail');
      await saved(page);
      await expect.poll(() => due(page, 'sail')).toBe(b);

      await page.keyboard.press('v');
      await expect(page).toHaveURL(/view=week/);
      await expect(page.getByRole('gridcell')).toHaveCount(7);
      await drag(page, chip(page, 'boat'), { to: cell(page, b) });
      await expect(cell(page, b)).toContainText('boat');
      await saved(page);
      await expect.poll(() => due(page, 'boat')).toBe(b);
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      await cell(page, a).focus();
      await page.keyboard.press('PageDown');
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title);
      await page.goBack();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    });
  });
}

test('on a phone a day is chosen, and its tasks stand below', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  const [a = '', b = ''] = threeDays();
  await join(page, { boat: { dueOn: a }, sail: { dueOn: b } });
  await page.goto(`${cairn.url}/calendar?day=${a}`);
  await page.locator(`button[data-day="${b}"]`).click();
  await page.locator(`button[data-day="${a}"]`).click();
  await expect(row(page, 'boat')).toBeVisible();
  await expect(row(page, 'sail')).toHaveCount(0);
  await page.locator(`button[data-day="${b}"]`).click();
  await expect(row(page, 'sail')).toBeVisible();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('textbox', { name: 'New task' }).fill('mast');
  await page.keyboard.press('Enter');
  await expect(row(page, 'mast')).toBeVisible();
  await saved(page);
  await expect.poll(() => due(page, 'mast')).toBe(b);
});

test('a day with more tasks than have room shows all of them beside it', async ({ page }) => {
  const titles = Array.from({ length: 12 }, (_, index) => `task ${index + 1}`);
  await join(page, Object.fromEntries(titles.map((title) => [title, { dueOn: today() }])));
  await page.goto(`${cairn.url}/calendar`);
  await cell(page, today())
    .getByRole('button', { name: /^\d+ more$/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('treeitem')).toHaveCount(12);
});

/** Three days in a row of the next month. */
function threeDays(): string[] {
  const month = addMonths(today(), 1);
  return [9, 10, 11].map((days) => addDays(month, days));
}
