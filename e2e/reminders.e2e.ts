import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { accessible } from './accessible.ts';
import { call } from './call.ts';
import { wordOf } from './screens/words.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
/** All that the page asks the server for. */
const everything = '**/api/**';
let people = 0;

const today = () => new Date().toISOString().slice(0, 10);
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

type Made = { workspaceId: string; taskId: string };

/** A person with a task that is due in two days, at this time. */
async function join(page: Page, title: string, dueTime: string | null): Promise<Made> {
  await signUp(page, cairn.url, `Mind${(people += 1)}`);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const due = { dueOn: addDays(today(), 2), ...(dueTime !== null && { dueTime }) };
  const { id: taskId } = await call(page, 'task.create', { workspaceId, title, ...due });
  return { workspaceId, taskId };
}

/** Reminds the person of a task in some seconds, past what any page knows. */
const remind = (page: Page, made: Made, seconds: number) =>
  call(page, 'reminder.create', { ...made, when: { kind: 'instant', at: inSeconds(seconds) } });

type Notified = { items: { readAt: string | null }[]; unread: number };
const told = async (page: Page) =>
  (await call(page, 'notification.list', {})) as unknown as Notified;

const words = {
  en: { ten: '10 min before', day: 'On the day at 9:00', eve: 'The day before at 18:00' },
  ru: { ten: 'За 10 минут', day: 'В день срока в 9:00', eve: 'Накануне в 18:00' },
} as const;
/** As the page says it: with spaces that do not break. */
const like = (text: string) => new RegExp(text.replaceAll(/\s/gu, '\\s'), 'iu');

for (const locale of ['en', 'ru'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const word = (name: string) => wordOf(locale, name);
    const field = (page: Page): Locator => page.getByRole('list', { name: word('reminder.title') });
    const add = async (page: Page) => {
      const name = word('reminder.add');
      await page.getByRole('complementary').getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
    };
    const bell = (page: Page): Locator =>
      page.getByRole('link', { name: new RegExp(`^${word('notification.title')}`, 'u') });
    const toast = (page: Page): Locator => page.getByRole('region', { name: word('ui.messages') });

    test('reminders are set before a due and at a time of one’s own, and taken away', async ({
      page,
    }) => {
      const { workspaceId, taskId } = await join(page, 'boat', '14:00');
      await page.goto(`${cairn.url}/today?task=${taskId}`);
      await add(page);
      await page.getByRole('button', { name: like(words[locale].ten) }).click();
      await expect(field(page)).toHaveText(like(words[locale].ten));
      await add(page);
      await page.getByRole('button', { name: like(word('reminder.own')) }).click();
      await page.getByRole('textbox', { name: word('reminder.time') }).fill('7:30');
      await page.getByRole('button', { name: word('reminder.set') }).click();
      await expect(field(page).getByRole('listitem')).toHaveCount(2);
      await expect(field(page).getByRole('listitem').nth(1)).toContainText('07:30');
      await saved(page);
      await accessible(page);
      await page.reload();
      await expect(field(page).getByRole('listitem')).toHaveCount(2);

      const first = field(page).getByRole('listitem').first();
      await first.hover();
      await first.getByRole('button').click();
      await expect(field(page).getByRole('listitem')).toHaveCount(1);
      await toast(page)
        .getByRole('button', { name: word('ui.undo') })
        .click();
      await expect(field(page).getByRole('listitem')).toHaveCount(2);
      await saved(page);

      // Put off elsewhere it says so here; taken away and back it is still put off.
      const { items } = await call(page, 'reminder.list', { workspaceId, taskId });
      const reminderId = items[0]?.id;
      const until = `${addDays(today(), 3)}T09:00:00.000Z`;
      await call(page, 'reminder.snooze', { workspaceId, reminderId, until });
      const putOff = like(word('reminder.snoozed').replace('{when}', '.*'));
      await expect(field(page)).toContainText(putOff);
      const snoozed = field(page).getByRole('listitem').filter({ hasText: putOff });
      await snoozed.hover();
      await snoozed.getByRole('button').click();
      await expect(field(page).getByRole('listitem')).toHaveCount(1);
      await toast(page)
        .getByRole('button', { name: word('ui.undo') })
        .click();
      await expect(field(page).getByRole('listitem')).toHaveCount(2);
      await expect(field(page)).toContainText(putOff);
      await saved(page);

      // Of a due that is only a day other times are usual.
      await call(page, 'task.update', { workspaceId, taskId, set: { dueTime: null } });
      await add(page);
      await expect(page.getByRole('button', { name: like(words[locale].day) })).toBeVisible();
      await page.getByRole('button', { name: like(words[locale].eve) }).click();
      await expect(field(page)).toContainText(like(words[locale].eve));
    });

    test('set and taken away without network they outlive a reload, and the server has each once', async ({
      page,
      context,
    }) => {
      const { workspaceId, taskId } = await join(page, 'skiff', '14:00');
      const onServer = async () => {
        const { items } = await call(page, 'reminder.list', { workspaceId, taskId });
        return items.length;
      };
      const items = (tab: Page) => field(tab).getByRole('listitem');
      const saving = (tab: Page) => tab.getByRole('navigation').getByRole('status');
      await page.goto(`${cairn.url}/today?task=${taskId}`);
      await add(page);
      await page.getByRole('button', { name: like(words[locale].ten) }).click();
      await expect(items(page)).toHaveCount(1);
      await saved(page);
      const second = await context.newPage();
      await second.goto(`${cairn.url}/today?task=${taskId}`);
      await expect(items(second)).toHaveCount(1);

      await context.route(everything, (route) => route.abort());
      await add(page);
      await page.getByRole('button', { name: like(word('reminder.own')) }).click();
      await page.getByRole('textbox', { name: word('reminder.time') }).fill('7:30');
      await page.getByRole('button', { name: word('reminder.set') }).click();
      await expect(items(page)).toHaveCount(2);
      await expect(saving(page)).toContainText('1');
      await page.reload();
      await expect(items(page)).toHaveCount(2);
      await expect(items(page).nth(1)).toContainText('07:30');
      await expect(saving(page)).toContainText('1');

      await context.unroute(everything);
      await expect.poll(onServer).toBe(2);
      await expect(saving(page)).toBeEmpty();
      await expect(items(page)).toHaveCount(2);
      await expect(items(second)).toHaveCount(2);
      expect(await onServer()).toBe(2);

      await items(page).nth(1).hover();
      await items(page).nth(1).getByRole('button').click();
      await expect(items(second)).toHaveCount(1);
      await page.locator('main').focus();
      await page.keyboard.press('ControlOrMeta+z');
      await expect(items(page)).toHaveCount(2);
      await expect(items(second)).toHaveCount(2);
      await expect.poll(onServer).toBe(2);
      await second.close();
    });

    test('one that goes off comes into every tab, is counted, put off and read', async ({
      page,
    }) => {
      const made = await join(page, 'dinghy', null);
      const second = await page.context().newPage();
      for (const tab of [page, second]) {
        const read = tab.waitForResponse(/notification[.]list/u);
        await tab.goto(`${cairn.url}/upcoming`);
        // What it is told from now on is new to it.
        await read;
        await expect(bell(tab)).not.toContainText(/\d/u);
      }
      await remind(page, made, 3);
      const said = word('notification.said').replace('{title}', 'dinghy');
      for (const tab of [page, second]) {
        await expect(toast(tab)).toContainText(said);
        await expect(bell(tab)).toContainText('1');
      }
      await toast(page)
        .getByRole('button', { name: word('notification.open') })
        .click();
      await expect(page.getByRole('complementary')).toContainText('dinghy');
      for (const tab of [page, second]) {
        await expect(bell(tab)).not.toContainText(/\d/u);
        await expect(toast(tab)).not.toContainText('dinghy');
      }
      await expect.poll(async () => (await told(page)).unread).toBe(0);
      await second.close();

      await remind(page, made, 2);
      await expect(bell(page)).toContainText('1');
      await bell(page).click();
      await expect(page).toHaveURL(/\/notifications$/u);
      const rows = page.getByRole('main').getByRole('listitem');
      await expect(rows).toHaveCount(2);
      await expect(rows.first()).toHaveAttribute('data-unread', 'true');
      await accessible(page);
      await rows.first().hover();
      const snooze = word('notification.snooze').replace('{title}', 'dinghy');
      await rows.first().getByRole('button', { name: snooze }).click();
      await page.getByRole('menuitem', { name: word('notification.snoozeFor.tomorrow') }).click();
      await expect(toast(page)).toContainText('09:00');
      await expect(page.locator('[data-unread]')).toHaveCount(0);
      await expect(bell(page)).not.toContainText(/\d/u);

      await remind(page, made, 1);
      await expect(rows).toHaveCount(3);
      await page.getByRole('button', { name: word('notification.markAll') }).click();
      await expect(page.locator('[data-unread]')).toHaveCount(0);
      await expect.poll(async () => (await told(page)).unread).toBe(0);
      await rows.first().getByRole('button', { name: 'dinghy', exact: true }).click();
      await expect(page.getByRole('complementary')).toContainText('dinghy');
      await expect(page.getByRole('complementary')).toContainText(
        like(word('reminder.snoozed').replace('{when}', '.*09:00')),
      );
    });

    test('quiet hours are saved, both ends together', async ({ page }) => {
      await signUp(page, cairn.url, `Mind${(people += 1)}`);
      await page.goto(`${cairn.url}/settings/reminders`);
      await page.getByRole('switch', { name: word('settings.quiet') }).click();
      await page
        .getByRole('button', { name: new RegExp(`^${word('settings.quietTo')}`, 'u') })
        .click();
      await page.getByRole('combobox').fill('07:30');
      await expect(page.getByRole('option', { name: '07:30' })).toBeVisible();
      await page.keyboard.press('Enter');
      await saved(page);
      await accessible(page);
      await expect(page.getByRole('switch', { name: word('settings.mailReminders') })).toHaveCount(
        0,
      );
      expect((await call(page, 'account.me')) as object).toMatchObject({
        user: { quietFrom: '22:00', quietTo: '07:30' },
      });
      await page.getByRole('switch', { name: word('settings.quiet') }).click();
      await saved(page);
      expect((await call(page, 'account.me')) as object).toMatchObject({
        user: { quietFrom: null, quietTo: null },
      });
    });
  });
}
