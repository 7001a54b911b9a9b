import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { addDays, dayOf } from '../app/_client/clock.ts';
import { call } from './call.ts';
import { quiet } from './quiet.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

const words = {
  en: {
    written: 'Water the plants every day',
    title: 'Water the plants',
    add: /Add the first task/,
    line: 'New task',
    today: /^Today/,
    upcoming: 'Upcoming',
    calendar: 'Calendar',
    tomorrow: /^Tomorrow · /,
  },
  ru: {
    written: 'Полить цветы каждый день',
    title: 'Полить цветы',
    add: /первую задачу/,
    line: 'Новая задача',
    today: /^Сегодня/,
    upcoming: 'Предстоящее',
    calendar: 'Календарь',
    tomorrow: /^Завтра · /,
  },
} as const;

const row = (page: Page) =>
  page.getByRole('treeitem').filter({ has: page.locator('[data-title]') });
const cell = (page: Page, day: string) => page.locator(`[role=gridcell][data-day="${day}"]`);

// On the other side of the date line the day is another than on the device, and mostly than where the server runs.
for (const [locale, zone, deviceZone] of [
  ['en', 'Pacific/Auckland', 'Pacific/Pago_Pago'],
  ['ru', 'Pacific/Pago_Pago', 'Pacific/Auckland'],
] as const) {
  test.describe(`${locale}, ${zone}`, () => {
    test.use({ locale, timezoneId: deviceZone });
    const said = words[locale];

    test('a line is seen in Today, Upcoming and the calendar, and goes on when it is completed without network', async ({
      page,
      context,
    }) => {
      await signUp(page, cairn.url, `Line${locale}`);
      await call(page, 'account.update', { set: { timeZone: zone } });
      await page.reload();
      const [workspace] = (await call(page, 'account.me')).workspaces;
      const workspaceId = workspace?.id ?? '';
      const dues = async () => {
        const { items } = (await call(page, 'task.list', { workspaceId })) as unknown as {
          items: { dueOn: string }[];
        };
        return items.map(({ dueOn }) => dueOn);
      };
      const today = dayOf(Date.now(), { timeZone: zone, dayStart: '00:00' });
      const tomorrow = addDays(today, 1);

      await page.getByRole('button', { name: said.add }).click();
      await page.getByRole('textbox', { name: said.line }).fill(said.written);
      await expect(page.locator('[data-chip]')).toHaveCount(1);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(row(page)).toContainText(said.title);
      await saved(page);
      expect(await dues()).toEqual([today]);

      await page.getByRole('link', { name: said.upcoming }).click();
      await expect(
        page.getByRole('main').getByRole('region').nth(0).getByRole('treeitem'),
      ).toContainText(said.title);
      await page.getByRole('link', { name: said.calendar }).click();
      await page.goto(`${cairn.url}/calendar?view=month&day=${tomorrow}`);
      await expect(cell(page, tomorrow).locator('[data-ghost]')).toContainText(said.title);

      await page.getByRole('link', { name: said.today }).click();
      await expect(row(page)).toContainText(said.title);
      await quiet(page);
      await context.setOffline(true);
      await row(page).focus();
      await page.keyboard.press('d');
      await expect(row(page)).toHaveCount(0);
      await page.getByRole('link', { name: said.upcoming }).click();
      const part = page
        .getByRole('main')
        .getByRole('region')
        .filter({ has: page.getByRole('treeitem') });
      await expect(part.getByRole('heading')).toHaveText(said.tomorrow);
      await context.setOffline(false);
      await expect.poll(dues).toEqual([tomorrow]);
    });
  });
}
