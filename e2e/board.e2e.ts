import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { drag, pull } from './drag.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';
import { quiet } from './quiet.ts';

const cairn = useInstance();

let people = 0;

/**
 * A project with columns and cards: `{ Doing: ['a', 'b'] }`. Cards of '' stand in no section.
 * @returns its address
 */
async function makeBoard(page: Page, columns: Record<string, readonly string[]>): Promise<string> {
  await signUp(page, cairn.url, `Bo${(people += 1)}`);
  const [workspace] = (await call(page, 'account.me')).workspaces;
  const workspaceId = workspace?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name: 'Garden' });
  for (const [name, titles] of Object.entries(columns)) {
    const within = { workspaceId, projectId: project.id };
    const section = name === '' ? null : await call(page, 'section.create', { ...within, name });
    for (const title of titles) {
      await call(page, 'task.create', { ...within, title, sectionId: section?.id ?? null });
    }
  }
  const path = `${cairn.url}/p/${project.id}?view=board`;
  await page.goto(path);
  await expect(page.getByRole('region').first()).toBeVisible();
  return path;
}

const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const cards = (page: Page, name: string) =>
  column(page, name)
    .locator('[data-title]')
    .evaluateAll((titles) => titles.map((one) => one.textContent));
const columns = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('heading', { level: 2 })
    .evaluateAll((names) => names.map((one) => one.textContent));

test('v shows a project as a board and as a list; the address, back and the browser keep it', async ({
  page,
}) => {
  const path = await makeBoard(page, { 'To do': ['a'], Doing: [] });
  await page.goto(path.replace('?view=board', ''));
  await expect(column(page, 'To do')).toBeVisible();
  await expect(page).toHaveURL(/view=board/u);
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: 'List', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page).toHaveURL(/view=list/u);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Board', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await card(page, 'a').click();
  await expect(page.getByRole('complementary', { name: 'Task' })).toBeVisible();
  await expect(page).toHaveURL(/view=board&task=/u);
  await page.keyboard.press('Escape');
  await expect(column(page, 'To do')).toBeVisible();
});

test('cards are dragged within and between columns, columns among each other, and it stays so', async ({
  page,
}) => {
  await makeBoard(page, { 'To do': ['a', 'b', 'c'], Doing: ['d'], Done: [] });
  await drag(page, card(page, 'c'), { to: card(page, 'a'), y: 0.1 });
  await expect.poll(() => cards(page, 'To do')).toEqual(['c', 'a', 'b']);
  await drag(page, card(page, 'a'), { to: card(page, 'd'), y: 0.9 });
  await expect.poll(() => cards(page, 'Doing')).toEqual(['d', 'a']);
  await expect(page.getByText('“a” moved to “Doing”, 2 of 2')).toBeAttached();
  await drag(page, card(page, 'b'), { to: column(page, 'Done') });
  await expect.poll(() => cards(page, 'Done')).toEqual(['b']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => cards(page, 'To do')).toEqual(['c', 'b']);
  await drag(page, column(page, 'Done').getByRole('heading'), {
    to: column(page, 'To do'),
    x: 0.1,
  });
  await expect.poll(() => columns(page)).toEqual(['Done', 'To do', 'Doing']);
  await saved(page);
  await page.reload();
  await expect.poll(() => columns(page)).toEqual(['Done', 'To do', 'Doing']);
  await expect.poll(() => cards(page, 'To do')).toEqual(['c', 'b']);
  await expect.poll(() => cards(page, 'Doing')).toEqual(['d', 'a']);
});

test('a card leaves its section on the strip that stands there while it is dragged', async ({
  page,
}) => {
  await makeBoard(page, { 'To do': ['a', 'b'] });
  await expect(column(page, 'No section')).toBeHidden();
  const edge = page.locator('[data-scroll=x]');
  await drag(page, card(page, 'b'), { to: edge, x: 0.02 });
  await expect.poll(() => cards(page, 'No section')).toEqual(['b']);
});

test('by keyboard cards are walked, moved, selected and moved together, and undone', async ({
  page,
}) => {
  await makeBoard(page, {
    'To do': ['a', 'b', 'c'],
    Empty: [],
    Doing: ['d', 'e'],
  });
  await card(page, 'a').focus();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, 'b')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'e')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => cards(page, 'Doing')).toEqual(['e', 'd']);
  await expect(page.getByText('“e” moved to “Doing”, 1 of 2')).toBeAttached();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => cards(page, 'Empty')).toEqual(['e']);
  await expect(card(page, 'e')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => cards(page, 'Doing')).toEqual(['e', 'd']);
  await expect(card(page, 'e')).toBeFocused();

  await card(page, 'a').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => cards(page, 'Empty')).toEqual(['a', 'b']);
  await expect(page.getByText('2 tasks moved to “Empty”, the last is 2 of 2')).toBeAttached();
  await expect(card(page, 'b')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b', 'c']);
  await saved(page);
  await page.keyboard.press('Escape');
  await card(page, 'c').focus();
  await page.keyboard.press('d');
  await expect(card(page, 'c')).toBeHidden();
  await expect(card(page, 'b')).toBeFocused();
  await saved(page);
  await page.reload();
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b']);
  await column(page, 'To do').getByRole('button', { name: '1 completed' }).click();
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b', 'c']);
});

test('cards and columns are added, renamed and moved by their menus', async ({ page }) => {
  await makeBoard(page, { 'To do': ['a'], Doing: [] });
  await column(page, 'Doing').getByRole('button', { name: 'Add task' }).click();
  await page.keyboard.type('b');
  await page.keyboard.press('Enter');
  await page.keyboard.type('c');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => cards(page, 'Doing')).toEqual(['b', 'c']);
  await card(page, 'b').hover();
  await card(page, 'b').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Move to' }).click();
  await page.getByRole('option', { name: /To do/ }).click();
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b']);
  await page.getByRole('button', { name: 'Section “Doing”' }).click();
  await page.getByRole('menuitem', { name: 'Move left' }).click();
  await expect.poll(() => columns(page)).toEqual(['Doing', 'To do']);
  await page.getByRole('button', { name: 'Section “Doing”' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const field = page.locator('input:focus');
  await expect(field).toHaveValue('Doing');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Now');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add section' }).click();
  await expect(field).toHaveValue('');
  await page.keyboard.type('Done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => columns(page)).toEqual(['Now', 'To do', 'Done']);
  await saved(page);
  await page.reload();
  await expect.poll(() => columns(page)).toEqual(['Now', 'To do', 'Done']);
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b']);
});

test('what may not be written is only looked at', async ({ page }) => {
  await makeBoard(page, { 'To do': ['a', 'b'] });
  await page.route('**/api/trpc/**', async (route) => {
    // The stream has no end to wait for.
    if (route.request().url().includes('sync.live')) return route.abort();
    const answer = await route.fetch();
    const body = await answer.text();
    await route.fulfill({
      response: answer,
      body: body.replaceAll('"right":"write"', '"right":"read"'),
    });
  });
  await page.reload();
  await expect(card(page, 'a')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add task' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add section' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Section “To do”' })).toBeHidden();
  await card(page, 'b').hover();
  // What dragging needs comes with the mouse.
  await quiet(page);
  await pull(page, card(page, 'b'), { to: card(page, 'a'), y: 0.1 });
  await card(page, 'b').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => cards(page, 'To do')).toEqual(['a', 'b']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a board has no faults that axe finds, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await makeBoard(page, { '': ['loose'], 'To do': ['a', 'b'], Doing: [] });
    await card(page, 'a').focus();
    await page.keyboard.press('x');
    await expect(page.getByRole('toolbar')).toBeVisible();
    await still(page);
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });
}

test('on a phone columns stand side by side, a card is moved by its menu, and it is said in Russian', async ({
  browser,
}) => {
  const page = await browser.newPage({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    locale: 'ru-RU',
  });
  await makeBoard(page, { Сделать: ['молоко', 'хлеб'], Готово: [] });
  const [box] = [await column(page, 'Сделать').boundingBox()];
  expect(box?.width).toBeGreaterThan(375 * 0.8);
  expect(box?.width).toBeLessThan(375 * 0.9);
  await card(page, 'молоко').getByRole('button', { name: 'Ещё' }).tap();
  await page.getByRole('menuitem', { name: 'Переместить в проект' }).tap();
  await page.getByRole('option', { name: /Готово/ }).tap();
  await expect.poll(() => cards(page, 'Сделать')).toEqual(['хлеб']);
  await expect(page.getByText('Задача «молоко» перемещена: Готово').first()).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.close();
});

test('going back finds a board scrolled as it was left', async ({ page }) => {
  const names = Array.from({ length: 9 }, (_, n) => `Column ${n + 1}`);
  await makeBoard(page, Object.fromEntries(names.map((name) => [name, ['one']])));
  // What remembers places comes once the page rests.
  await quiet(page);
  const scroller = page.locator('[data-scroll=x]');
  await scroller.evaluate((box) => box.scrollTo({ left: 700 }));
  await expect.poll(() => scroller.evaluate((box) => box.scrollLeft)).toBe(700);
  await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await page.goBack();
  await expect.poll(() => scroller.evaluate((box) => box.scrollLeft)).toBe(700);
});
