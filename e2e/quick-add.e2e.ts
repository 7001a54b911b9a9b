import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { addDays } from '../app/_client/clock.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

const words = {
  en: {
    inbox: /^Inbox/,
    line: 'New task',
    written: 'Call Ann tomorrow at 5pm @phone !3 30m',
    title: 'Call Ann',
    chips: ['Tomorrow 17:00', 'New label: phone', 'Urgent', '30 min'],
    due: 'Tomorrow 17:00',
  },
  ru: {
    inbox: /^Входящие/,
    line: 'Новая задача',
    written: 'Позвонить Ане завтра в 5 вечера @звонки срочно 30 мин',
    title: 'Позвонить Ане',
    chips: ['завтра 17:00', 'Новая метка: звонки', 'Срочный', '30 мин'],
    due: 'завтра 17:00',
  },
};

const plain = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));
const chips = (page: Page) => page.locator('[data-chip]');
const chipTexts = async (page: Page) => plain(await chips(page).allInnerTexts());
const marks = (page: Page) => page.locator('[role=treeitem] div[aria-hidden] span');

for (const locale of ['en', 'ru'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const said = words[locale];

    test('a line says what is understood while it is written, and Enter makes it so', async ({
      page,
    }) => {
      await signUp(page, cairn.url, `Quick${locale}`);
      await page.getByRole('link', { name: said.inbox }).click();
      await page.keyboard.press('c');
      const line = page.getByRole('textbox', { name: said.line });
      await line.pressSequentially(said.written);
      await expect.poll(() => chipTexts(page)).toEqual(said.chips);
      expect(plain(await marks(page).allInnerTexts()).join(' ')).toBe(
        said.written.slice(said.title.length + 1),
      );
      await page.keyboard.press('Enter');
      const row = page.getByRole('treeitem').filter({ hasText: said.title });
      await expect(row).toContainText(said.due.replace(' ', '\u00a0'));
      await expect(row.locator('[data-title]')).toHaveText(said.title);
      await expect(chips(page)).toHaveCount(0);
      await page.keyboard.press('Escape');
      await page.reload();
      await expect(row).toContainText(said.due.replace(' ', '\u00a0'));
    });
  });
}

for (const [locale, written, chip, more] of [
  ['en', 'Watch Tomorrow in 5 days', 'Tomorrow', ' on 25 Dec'],
  ['ru', 'Смотреть завтра через 5 дней', 'завтра', ' 25 декабря'],
] as const)
  test.describe(`a chip, ${locale}`, () => {
    test.use({ locale });
    const said = words[locale];

    test('is text again by a click or by Backspace, and stays so while one writes on', async ({
      page,
    }) => {
      await signUp(page, cairn.url, `Chips${locale}`);
      await page.getByRole('link', { name: said.inbox }).click();
      await page.keyboard.press('c');
      const line = page.getByRole('textbox', { name: said.line });
      await line.fill(written);
      await expect.poll(() => chipTexts(page)).toHaveLength(1);
      await line.press('End');
      await line.press('Backspace');
      await expect(line).toHaveValue(written);
      await expect.poll(() => chipTexts(page)).toEqual([chip]);
      await chips(page).click();
      await expect(line).toBeFocused();
      await expect(chips(page)).toHaveCount(0);
      await line.press('Home');
      await line.pressSequentially('So ');
      await expect(chips(page)).toHaveCount(0);
      await line.press('End');
      await line.pressSequentially(more);
      await expect(chips(page)).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('treeitem').locator('[data-title]').first()).toHaveText(
        `So ${written}`,
      );
    });
  });

test('a project and its section are found by their beginning; what names nothing stays text', async ({
  page,
}) => {
  await signUp(page, cairn.url, 'Names');
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Project name' }).fill('Big boat');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/p\/BB$/);
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.keyboard.press('c');
  const line = page.getByRole('textbox', { name: 'New task' });
  await line.fill('Scrape the hull #bigboat +nobody #42');
  await expect.poll(() => chipTexts(page)).toEqual(['Big boat']);
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Scrape the hull +nobody #42” added to Big boat')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Big boat/ }).click();
  await expect(
    page.getByRole('treeitem').filter({ hasText: 'Scrape the hull +nobody #42' }),
  ).toBeVisible();
});

for (const [locale, pasted, expected] of [
  [
    'en',
    '- [ ] Trip tomorrow\n  - [ ] tickets !3\n  - [ ] hotel\n- [ ] bread',
    ['1 Trip', '2 tickets', '2 hotel', '1 bread'],
  ],
  [
    'ru',
    '- [ ] Поездка завтра\n  - [ ] билеты срочно\n  - [ ] отель\n- [ ] хлеб',
    ['1 Поездка', '2 билеты', '2 отель', '1 хлеб'],
  ],
] as const)
  test.describe(`pasted lines, ${locale}`, () => {
    test.use({ locale });
    const said = words[locale];

    test('are tasks, each read by itself; what is indented is below, and one undo takes all back', async ({
      page,
      context,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await signUp(page, cairn.url, `Paste${locale}`);
      await page.getByRole('link', { name: said.inbox }).click();
      await page.keyboard.press('c');
      await expect(page.getByRole('textbox', { name: said.line })).toBeFocused();
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await page.keyboard.press('Control+v');
      const rows = page.getByRole('treeitem').filter({ has: page.locator('[data-title]') });
      await expect(rows).toHaveCount(4);
      const told = await rows.evaluateAll((all) =>
        all.map((row) => `${row.ariaLevel} ${row.querySelector('[data-title]')?.textContent}`),
      );
      expect(told).toEqual(expected);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await expect(rows).toHaveCount(0);
    });
  });

test('the chips stand where they can be seen: above a line at the foot of the view', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 320 });
  await signUp(page, cairn.url, 'Foot');
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.keyboard.press('c');
  const line = page.getByRole('textbox', { name: 'New task' });
  for (const name of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']) {
    await line.fill(name);
    await line.press('Enter');
  }
  await line.fill('Call Ann every 2 weeks');
  await expect(chips(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Next: ')).toBeInViewport({ ratio: 1 });
});

test('the chips stand above the sections and rows that follow', async ({ page }) => {
  await signUp(page, cairn.url, 'Above');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const project = await call(page, 'project.create', { workspaceId, name: 'House' });
  for (const name of ['Roof', 'Walls']) {
    const at = { workspaceId, projectId: project.id };
    const section = await call(page, 'section.create', { ...at, name });
    await call(page, 'task.create', { ...at, sectionId: section.id, title: `Look at ${name}` });
  }
  await page.goto(`${cairn.url}/p/${project.id}`);
  await expect(page.getByRole('treeitem', { name: 'Look at Walls' })).toBeVisible();
  await page.keyboard.press('c');
  const line = page.getByRole('textbox', { name: 'New task' });
  await line.fill('Call Ann tomorrow every 2 weeks @phone !3 30m');
  await expect(page.getByText('Next: ')).toBeVisible();
  // A press reaches what is on top there.
  for (const kind of ['estimate', 'label', 'priority'])
    await page.locator(`[data-chip=${kind}]`).click({ timeout: 3000 });
  await expect(page.locator('[data-chip=estimate]')).toHaveCount(0);
  const box = await page.getByText('Next: ').boundingBox();
  const onTop = await page.evaluate(
    ({ x, y, width, height }) =>
      document.elementFromPoint(x + width / 2, y + height / 2)?.textContent,
    box ?? { x: 0, y: 0, width: 0, height: 0 },
  );
  expect(onTop).toContain('Next: ');
});

for (const [locale, written, next] of [
  ['en', 'Water the plants every day', 'Next: '],
  ['ru', 'Полить цветы каждый день', 'Ближайшие: '],
] as const) {
  test.describe(`a repeat, ${locale}`, () => {
    test.use({ locale });

    test('shows its next five days before Enter, and goes on when it is completed', async ({
      page,
    }) => {
      await signUp(page, cairn.url, `Daily${locale}`);
      await page.goto(`${cairn.url}/inbox`);
      await page.keyboard.press('c');
      const line = page.getByRole('textbox', { name: words[locale].line });
      await line.fill(written);
      await expect(chips(page)).toHaveText([written.split(' ').slice(-2).join(' ')]);
      const told = page.getByText(next);
      await expect(told).toBeVisible();
      expect((await told.innerText()).split(' · ')).toHaveLength(5);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      const row = page.getByRole('treeitem').filter({ has: page.locator('[data-title]') });
      const due = async () => (await row.locator('time').getAttribute('datetime')) ?? '';
      await expect(row.locator('[data-title]')).toHaveText(
        written.split(' ').slice(0, -2).join(' '),
      );
      const first = await due();
      await row.focus();
      await page.keyboard.press('d');
      await expect.poll(due).toBe(addDays(first, 1));
      await page.reload();
      await expect.poll(due).toBe(addDays(first, 1));
      await page.keyboard.press('Control+z');
      await expect.poll(due).toBe(first);
    });
  });
}
