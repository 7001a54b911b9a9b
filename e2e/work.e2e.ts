import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { refusePushes } from './pushes.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

let people = 0;

/** Each test has its own person. */
const join = (page: Page) => signUp(page, cairn.url, `Ada${(people += 1)}`);

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
/** The titles of a part of the list, indented by their depth. */
const titles = (page: Page, part: string) =>
  page
    .getByRole('tree', { name: part, exact: true })
    .getByRole('treeitem')
    .evaluateAll((rows) =>
      rows.map(
        (one) =>
          '-'.repeat(Number(one.ariaLevel) - 1) +
          (one.querySelector('[data-title]')?.textContent ?? ''),
      ),
    );

async function newProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Project name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function write(page: Page, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    if (line === 'Tab' || line === 'Shift+Tab') await page.keyboard.press(line);
    else {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    }
  }
  await page.keyboard.press('Escape');
}

test('a fresh account is told what to do, and does it', async ({ page }) => {
  await join(page);
  await expect(page.getByRole('heading', { name: /^Welcome, Ada/ })).toBeVisible();
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await write(page, ['buy milk', 'call mum']);
  await expect(row(page, 'call mum')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect.poll(() => titles(page, 'Today')).toEqual(['buy milk', 'call mum']);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(row(page, 'buy milk')).toBeVisible();
});

test('a project is written, nested, moved and finished by keyboard, and nothing is lost', async ({
  page,
}) => {
  await join(page);
  await newProject(page, 'Garden');
  await expect(page).toHaveURL(/\/p\/[A-Z]+$/);
  await page.keyboard.press('c');
  await write(page, ['roses', 'Tab', 'water them', 'cut them', 'Shift+Tab', 'tulips']);
  await expect
    .poll(() => titles(page, 'Garden'))
    .toEqual(['roses', '-water them', '-cut them', 'tulips']);

  await page.getByRole('button', { name: 'Add section' }).click();
  await write(page, ['Done', 'Later']);
  await row(page, 'tulips').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText('“tulips” moved to “Done”, position 1 of 1')).toBeAttached();
  await row(page, 'cut them').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => titles(page, 'Garden')).toEqual(['roses', '-water them', 'cut them']);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => titles(page, 'Garden')).toEqual(['roses', '-water them', '-cut them']);

  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('cut them back');
  await page.keyboard.press('Enter');
  await expect(row(page, 'cut them back')).toBeFocused();
  await page.keyboard.press('d');
  await expect(row(page, 'cut them back')).toBeHidden();
  await saved(page);

  await page.reload();
  await expect.poll(() => titles(page, 'Garden')).toEqual(['roses', '-water them']);
  await expect.poll(() => titles(page, 'Done')).toEqual(['tulips']);
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show completed' }).click();
  await expect(row(page, 'cut them back').getByRole('checkbox')).toBeChecked();
});

test('undo takes back what was done last, and redo does it again', async ({ page }) => {
  await join(page);
  await newProject(page, 'Boat');
  await page.keyboard.press('c');
  await write(page, ['paint', 'sail']);
  await row(page, 'paint').focus();
  await page.keyboard.press('Backspace');
  await expect(row(page, 'paint')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'paint')).toBeVisible();
  await row(page, 'sail').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => titles(page, 'Boat')).toEqual(['sail', 'paint']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page, 'Boat')).toEqual(['paint', 'sail']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => titles(page, 'Boat')).toEqual(['sail', 'paint']);
  await saved(page);
  await page.reload();
  await expect.poll(() => titles(page, 'Boat')).toEqual(['sail', 'paint']);
});

test('when a row goes, the focus is on the one that took its place', async ({ page }) => {
  await join(page);
  await newProject(page, 'Rows');
  await page.keyboard.press('c');
  await write(page, ['a', 'b', 'c', 'd']);
  await row(page, 'a').focus();
  for (const title of ['b', 'c']) {
    await page.keyboard.press('ArrowDown');
    await expect(row(page, title)).toBeFocused();
  }
  await page.keyboard.press('Backspace');
  await expect(row(page, 'd')).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(row(page, 'b')).toBeFocused();
});

test('many lines that are pasted become many tasks, and one undo takes them back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await join(page);
  await newProject(page, 'List');
  await page.keyboard.press('c');
  await page.evaluate(() => navigator.clipboard.writeText('- [ ] one\n- two\n\n3. three\n'));
  await page.keyboard.press('Control+v');
  await expect(row(page, 'three')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => titles(page, 'List')).toEqual(['one', 'two', 'three']);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'one')).toBeHidden();
  await expect(row(page, 'three')).toBeHidden();
});

test('a task is dragged between sections and onto another', async ({ page }) => {
  await join(page);
  await newProject(page, 'Move');
  await page.keyboard.press('c');
  await write(page, ['first', 'second', 'third']);
  await page.getByRole('button', { name: 'Add section' }).click();
  await write(page, ['Box']);
  await saved(page);
  await drag(page, row(page, 'third'), { to: row(page, 'first'), at: 0.05 });
  await expect.poll(() => titles(page, 'Move')).toEqual(['third', 'first', 'second']);
  await drag(page, row(page, 'second'), { to: row(page, 'first'), at: 0.5 });
  await expect.poll(() => titles(page, 'Move')).toEqual(['third', 'first', '-second']);
  await drag(page, row(page, 'first'), { to: page.getByRole('heading', { name: 'Box' }), at: 0.5 });
  await expect.poll(() => titles(page, 'Box')).toEqual(['first', '-second']);
  await saved(page);
  await page.reload();
  await expect.poll(() => titles(page, 'Box')).toEqual(['first', '-second']);
  await expect.poll(() => titles(page, 'Move')).toEqual(['third']);
});

async function drag(
  page: Page,
  from: Locator,
  { to, at }: { to: Locator; at: number },
): Promise<void> {
  await from.hover();
  await expect(from).toHaveAttribute('draggable', 'true');
  const [source, target] = [await from.boundingBox(), await to.boundingBox()];
  if (!source || !target) throw new Error('nothing to drag');
  const [x, y] = [source.x + 200, target.y + target.height * at];
  await page.mouse.move(x, source.y + source.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, source.y + source.height / 2 - 6, { steps: 3 });
  await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.move(x + 1, y);
  await page.mouse.move(x, y);
  await page.mouse.up();
}

test('what is done while the server is away is kept and sent once it is back', async ({
  page,
  context,
}) => {
  await join(page);
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await write(page, ['online']);
  await saved(page);
  await context.setOffline(true);
  await page.keyboard.press('c');
  await write(page, ['offline']);
  await row(page, 'online').focus();
  await page.keyboard.press('e');
  await page.keyboard.type(' and edited');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/changes? not saved yet/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/changes? not saved yet/)).toBeHidden();
  await page.reload();
  await expect.poll(() => titles(page, 'Today')).toEqual(['online and edited', 'offline']);
});

test('a refused change is taken back, and the text is kept', async ({ page }) => {
  await join(page);
  await page.getByRole('button', { name: /Add the first task/ }).click();
  await write(page, ['steady']);
  await saved(page);
  await refusePushes(page);
  await row(page, 'steady').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('a new title');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('Not saved: it was deleted, or is no longer shared with you.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy text' })).toBeVisible();
  await expect(row(page, 'steady')).toBeVisible();
  await expect(row(page, 'a new title')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has faults that axe finds, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const faults: string[] = [];
    const look = async (screen: string) => {
      await still(page);
      for (const one of await violationsOf(page)) faults.push(`${screen}: ${one}`);
    };
    await join(page);
    await page.getByRole('button', { name: /Add the first task/ }).click();
    await write(page, ['one', 'two']);
    await look('Today');
    await newProject(page, 'House');
    await page.keyboard.press('c');
    await write(page, ['roof', 'Tab', 'tiles']);
    await page.getByRole('button', { name: 'Add section' }).click();
    await write(page, ['Later']);
    await look('project');
    await row(page, 'roof').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Task' })).toBeVisible();
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByText(/added the task/)).toBeVisible();
    await look('panel');
    await page.getByRole('navigation').getByRole('link', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('roof');
    await expect(page.getByRole('link', { name: /^roof/ })).toBeVisible();
    await look('search');
    await page.getByRole('navigation').getByRole('link', { name: 'Import' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look('import');
    expect(faults).toEqual([]);
    await page.close();
  });
}

test('what is being saved while one searches is found once it is saved', async ({ page }) => {
  await join(page);
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/trpc/sync.push*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'New task' }).fill('Oil the hinges');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('hinges');
  await expect(page.getByText('Nothing has “hinges” in it.')).toBeVisible();
  release();
  await expect(page.getByRole('link', { name: /Oil the hinges/ })).toBeVisible();
});

test('on a phone one adds, finishes and browses', async ({ browser }) => {
  const page = await browser.newPage({
    viewport: { width: 375, height: 720 },
    hasTouch: true,
    isMobile: true,
    locale: 'ru-RU',
  });
  await join(page);
  await page.getByRole('button', { name: 'Добавить', exact: true }).tap();
  await write(page, ['молоко']);
  await row(page, 'молоко').getByRole('checkbox').tap();
  await expect(row(page, 'молоко')).toBeHidden();
  await page.getByRole('button', { name: 'Обзор' }).tap();
  await page.getByRole('dialog').getByRole('link', { name: 'Входящие' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'Входящие' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.close();
});
