import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { pushes, refusePushes } from './pushes.ts';
import { wordOf } from './screens/words.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

const status = (page: Page) => page.getByRole('navigation').getByRole('status');

async function add(page: Page, title: string): Promise<void> {
  await page.keyboard.press('q');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

const words = {
  en: {
    saving: 'Saving 1 change',
    offline: 'Offline: 2 changes not saved yet',
    saved: 'Saved',
  },
  ru: {
    saving: 'Сохраняем 1 изменение',
    offline: 'Нет сети: 2 изменения ещё не сохранены',
    saved: 'Сохранено',
  },
};

for (const locale of ['en', 'ru'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const said = words[locale];

    test('what is being saved, what waits for the network, and that all is saved, are told in one place', async ({
      page,
      context,
    }) => {
      await signUp(page, cairn.url, `Line${locale}`);
      await add(page, 'milk');
      await saved(page);
      await expect(status(page)).toBeEmpty();
      await page.route(pushes, async (route) => {
        await sleep(3000);
        await route.continue();
      });
      await add(page, 'bread');
      await expect(status(page)).toHaveText(said.saving);
      await expect(status(page)).toHaveText(said.saved);
      await expect(status(page)).toBeEmpty();
      await page.unroute(pushes);
      await context.setOffline(true);
      await add(page, 'eggs');
      await add(page, 'flour');
      await expect(status(page)).toContainText(said.offline);
      await context.setOffline(false);
      await expect(status(page)).toHaveText(said.saved);
      await expect(status(page)).toBeEmpty();
    });

    test('of what was refused the text can be copied, and nothing is said to be saved', async ({
      page,
      context,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await signUp(page, cairn.url, `Copy${locale}`);
      await refusePushes(page);
      await add(page, 'a title that is not to be lost');
      const show = status(page).getByRole('button', { name: wordOf(locale, 'attention.open') });
      await show.click();
      await expect(status(page)).not.toContainText(said.saved);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: wordOf(locale, 'attention.copy') })
        .click();
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe('a title that is not to be lost');
    });
  });
}
