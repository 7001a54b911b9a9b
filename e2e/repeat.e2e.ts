import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';

const cairn = useInstance();

const words = {
  en: {
    repeat: /^Repeat/,
    never: 'Does not repeat',
    daily: 'every day',
    own: 'In your own words',
    written: 'every 2 weeks on mon',
    said: 'every 2 weeks on Mon',
    wrong: 'tomorrow',
    notUnderstood: 'This is not understood as a repeat',
    skip: 'Skip this one',
    pause: 'Pause',
    paused: /, paused$/,
    resume: 'Resume',
    stop: 'Do not repeat',
  },
  ru: {
    repeat: /^Повтор/,
    never: 'Не повторяется',
    daily: 'каждый день',
    own: 'Своими словами',
    written: 'раз в две недели по понедельникам',
    said: 'каждые 2 недели по понедельникам',
    wrong: 'завтра',
    notUnderstood: 'Это не похоже на повтор',
    skip: 'Пропустить этот раз',
    pause: 'Приостановить',
    paused: /, на паузе$/,
    resume: 'Продолжить',
    stop: 'Не повторять',
  },
} as const;

const today = () => new Date().toISOString().slice(0, 10);
type Repeating = { dueOn: string; recurrence: { rrule: string; pausedAt: string | null } | null };

/** A person with a task that is due today, in its panel. @returns what the server has of the task */
async function open(page: Page, name: string): Promise<() => Promise<Repeating>> {
  await signUp(page, cairn.url, name);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const made = { workspaceId, title: 'Water the plants', dueOn: today() };
  const { id: taskId } = await call(page, 'task.create', made);
  await page.goto(`${cairn.url}/today?task=${taskId}`);
  return async () =>
    (await call(page, 'task.get', { workspaceId, taskId })) as unknown as Repeating;
}

for (const locale of ['en', 'ru'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const said = words[locale];

    test('the panel says how a task repeats, and changes it by a press or in own words', async ({
      page,
    }) => {
      const onServer = await open(page, `Rep${locale}`);
      const panel = page.getByRole('complementary');
      const field = panel.getByRole('button', { name: said.repeat });
      const dialog = page.getByRole('dialog', { name: said.repeat });
      const choose = async (name: string) => {
        await field.click();
        await dialog.getByRole('button', { name, exact: true }).click();
        await expect(dialog).toHaveCount(0);
      };
      await expect(field).toContainText(said.never);
      await choose(said.daily);
      await expect(field).toContainText(said.daily);
      await expect.poll(async () => (await onServer()).recurrence?.rrule).toBe('FREQ=DAILY');

      await choose(said.skip);
      await expect.poll(async () => (await onServer()).dueOn).toBe(addDays(today(), 1));
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await onServer()).dueOn).toBe(today());

      await choose(said.pause);
      await expect(field).toContainText(said.paused);
      await expect
        .poll(async () => (await onServer()).recurrence?.pausedAt)
        .toEqual(expect.any(String));
      await choose(said.resume);
      await expect(field).not.toContainText(said.paused);

      await field.click();
      await still(page);
      expect(await violationsOf(page)).toEqual([]);
      const own = dialog.getByRole('textbox', { name: said.own });
      await own.fill(said.wrong);
      await expect(dialog.getByText(said.notUnderstood)).toBeVisible();
      await own.press('Enter');
      await expect(dialog).toBeVisible();
      await own.fill(said.written);
      await expect(dialog.locator('form')).toContainText(said.said);
      await own.press('Enter');
      await expect(dialog).toHaveCount(0);
      await expect(field).toContainText(said.said);
      await expect
        .poll(async () => (await onServer()).recurrence?.rrule)
        .toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO');

      await choose(said.stop);
      await expect(field).toContainText(said.never);
      await expect.poll(async () => (await onServer()).recurrence).toBeNull();
    });
  });
}
