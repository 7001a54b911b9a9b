import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';
import { quiet } from './quiet.ts';

const cairn = useInstance();

const password = 'correct horse battery';
const part = (page: Page): Locator => page.locator('[data-part]');

/** Opens a part of the settings in the page as it stands. */
async function open(page: Page, name: string): Promise<void> {
  await page.goto(`${cairn.url}/settings/${name}`);
  await expect(part(page).getByRole('heading').first()).toBeVisible();
}

const choose = (page: Page, group: string, option: string) =>
  page
    .getByRole('radiogroup', { name: group, exact: true })
    .getByText(option, { exact: true })
    .click();

/** Another browser in which the same person signs in. */
async function elsewhere(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${cairn.url}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  return page;
}

test('the settings stand behind keys and the menu, each part under an address', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Ada');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/settings$/);
  await expect(part(page).getByRole('heading', { name: 'Profile' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Settings' }).getByText('API tokens').click();
  await expect(page).toHaveURL(/\/settings\/tokens$/);
  await page.goto(`${cairn.url}/today`);
  await page.getByRole('button', { name: 'Ada' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Keyboard' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.goto(`${cairn.url}/settings/nothing`);
  await expect(page.getByText('There is nothing here')).toBeVisible();
});

test('a name is saved by leaving the field, also by leaving the view, and is never empty', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Beth');
  await open(page, 'profile');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('');
  await name.press('Enter');
  await expect(page.getByText('Enter your name, up to 100 characters.')).toBeVisible();
  await name.fill('Elizabeth');
  await name.press('Enter');
  await expect(part(page).getByRole('status').first()).toHaveText('Saved');
  await expect(page.getByRole('button', { name: 'Elizabeth' })).toBeVisible();
  await name.fill('Beth Harmon');
  await page.getByRole('link', { name: 'Today' }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Beth Harmon' })).toBeVisible();
});

test('language, zone, week and day apply at once and stay', async ({ page }) => {
  await signUp(page, cairn.url, 'Carl');
  await open(page, 'time');
  const said = part(page).getByRole('status');
  await part(page)
    .getByRole('button', { name: /^Time zone/ })
    .click();
  await page.getByRole('combobox').fill('kirit');
  await page.getByRole('option', { name: /Kiritimati/ }).click();
  await expect(said).toHaveText('Saved');
  await choose(page, 'The week begins on', 'Sunday');
  await part(page)
    .getByRole('button', { name: /^The day begins at/ })
    .click();
  await page.getByRole('combobox').fill('04:30');
  await expect(page.getByRole('option', { name: '04:30' })).toBeVisible();
  await page.keyboard.press('Enter');
  await saved(page);
  await page.reload();
  await expect(
    part(page).getByRole('button', { name: /^Time zone Kiritimati, UTC.14/ }),
  ).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Sunday' })).toBeChecked();
  await expect(part(page).getByRole('button', { name: /04:30$/ })).toBeVisible();

  const shifted = new Date(Date.now() + (14 - 4.5) * 3_600_000);
  const day = new Intl.DateTimeFormat('en', { day: 'numeric', timeZone: 'UTC' }).format(shifted);
  await page.goto(`${cairn.url}/today`);
  await expect(page.locator('main header')).toContainText(new RegExp(`\\b${day}\\b`));

  await open(page, 'time');
  await choose(page, 'Language', 'Русский');
  await expect(page.getByRole('heading', { name: 'Язык и время' })).toBeVisible();
  expect((await call(page, 'account.me')) as object).toMatchObject({
    user: { locale: 'ru', weekStart: 'sunday', dayStart: '04:30', timeZone: 'Pacific/Kiritimati' },
  });
});

test('dense rows are 30 px, in long lists too, and the browser keeps them', async ({ page }) => {
  await signUp(page, cairn.url, 'Dora');
  const { workspaces } = await call(page, 'account.me');
  const [workspace] = workspaces;
  for (let at = 0; at < 400; at += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        call(page, 'task.create', {
          workspaceId: workspace?.id,
          projectId: workspace?.inboxId,
          title: `line ${at + index}`,
        }),
      ),
    );
  }
  await open(page, 'appearance');
  await choose(page, 'Rows', 'Dense');
  await choose(page, 'Theme', 'Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('link', { name: 'Inbox' }).click();
  const rows = page.getByRole('treeitem');
  await expect(rows.first()).toBeVisible();
  await page.reload();
  await expect(rows.first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const boxOf = async (at: Locator) => (await at.boundingBox()) ?? { y: 0, height: 0 };
  const [first, second] = [await boxOf(rows.nth(0)), await boxOf(rows.nth(1))];
  expect(first.height).toBe(30);
  expect(second.y - first.y).toBe(30);

  // The whole list is as high as its rows, and what is scrolled to is what is drawn.
  const main = page.locator('main');
  await expect(async () => {
    await main.evaluate((view) => view.scrollTo(0, view.scrollHeight));
    const drawn = await rows.evaluateAll((all) =>
      all.map((one) => Number(one.getAttribute('aria-posinset'))),
    );
    expect(drawn.at(-1)).toBe(400);
    expect(drawn.length).toBeLessThan(150);
  }).toPass();
  const tree = page.getByRole('tree');
  expect((await boxOf(tree)).height).toBe(400 * 30);
  await main.evaluate((view) => view.scrollTo(0, 5000));
  await expect
    .poll(() =>
      rows.evaluateAll((all) => {
        const seen = all.map((one) => one.getBoundingClientRect());
        return seen.some(({ top }) => top < 100) && seen.some(({ bottom }) => bottom > innerHeight);
      }),
    )
    .toBe(true);

  await open(page, 'appearance');
  await choose(page, 'Rows', 'Comfortable');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect.poll(async () => (await boxOf(rows.first())).height).toBe(36);
});

test('a token made in the page works at the API, and is dead once revoked', async ({ page }) => {
  // As over plain HTTP, where the page has no clipboard of its own.
  await page.addInitScript(() =>
    Object.defineProperty(window, 'isSecureContext', { value: false }),
  );
  await signUp(page, cairn.url, 'Edda');
  await open(page, 'tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByText('Enter a name, up to 100 characters.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('ship it');

  // What was begun is there after a look at another view.
  await page.getByRole('link', { name: 'Today' }).click();
  await page.goBack();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('ship it');
  await choose(page, 'It may', 'Choose');
  await choose(page, 'Your profile', 'Read');
  await choose(page, 'Tasks', 'Read');
  await page.getByRole('button', { name: 'Make token' }).click();
  const secret = await page.getByLabel('Secret').inputValue();
  expect(secret).toMatch(/^crn_/);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByLabel('Secret')).toBeHidden();
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name', { exact: true }).press('ControlOrMeta+v');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(secret);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(part(page)).toContainText('Tasks: read; Your profile: read');

  const ask = (procedure: string) =>
    fetch(`${cairn.url}/api/trpc/${procedure}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
  expect((await ask('account.me')).status).toBe(200);
  expect((await ask('token.list')).status).toBe(403);
  await page.getByRole('button', { name: 'Revoke: ship it' }).click();
  await expect(page.getByText('No tokens yet.')).toBeVisible();
  expect((await ask('account.me')).status).toBe(401);
});

test('another browser is signed out from here, one or all', async ({ page, browser }) => {
  await signUp(page, cairn.url, 'Fay');
  const one = await elsewhere(browser, 'fay@example.org');
  const two = await elsewhere(browser, 'fay@example.org');
  await open(page, 'security');
  await expect(part(page).getByRole('listitem')).toHaveCount(3);
  await expect(part(page).getByRole('listitem').first()).toContainText('This browser');
  await part(page)
    .getByRole('button', { name: /^Sign out: / })
    .first()
    .click();
  await expect(part(page).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(part(page).getByRole('listitem')).toHaveCount(1);
  for (const other of [one, two]) {
    await other.waitForURL('**/sign-in?next=*');
    await other.context().close();
  }
  await page.reload();
  await expect(part(page).getByRole('listitem')).toHaveCount(1);
});

test('without mail a forgotten password is a question to whoever runs the server', async ({
  page,
}) => {
  await page.goto(`${cairn.url}/forgot`);
  await expect(page.getByText('This server sends no mail')).toBeVisible();
  await expect(page.getByText('cairn user set-password')).toBeVisible();
});

test('every part can be used by everyone, in both themes', async ({ page }) => {
  test.slow();
  await signUp(page, cairn.url, 'Gus');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const name of [
      'profile',
      'time',
      'reminders',
      'appearance',
      'security',
      'tokens',
      'data',
    ]) {
      await open(page, name);
      await quiet(page);
      if (name === 'tokens') {
        await page.getByRole('button', { name: 'New token' }).click();
        await choose(page, 'It may', 'Choose');
      }
      await still(page);
      expect(await violationsOf(page), `${name}, ${theme}`).toEqual([]);
    }
  }
});
