import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

const named = ['Enter', 'Escape', 'Tab'];

/** Presses the keys that are named so or by one letter; types what is longer. */
async function keys(page: Page, ...presses: string[]): Promise<void> {
  for (const press of presses) {
    if (press.length === 1 || named.includes(press)) await page.keyboard.press(press);
    else await page.keyboard.type(press);
  }
}

/** Tabs on until what has the focus has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const { activeElement: element } = document;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(found)) return;
  }
  throw new Error(`nothing called ${name} can be reached with Tab`);
}

const heard = (page: Page, text: RegExp | string) =>
  expect(page.locator('[aria-live], [role=status]').getByText(text).first()).toBeAttached();

test('sign up, add, nest, move on the board, complete, undo and search, by keyboard alone', async ({
  page,
}) => {
  // No pointer at all: whatever is pressed here, keys press.
  await page.addInitScript(() => {
    for (const name of ['pointerdown', 'mousedown', 'click'])
      window.addEventListener(
        name,
        (event) => {
          if (event instanceof MouseEvent && event.detail > 0)
            throw new Error(`a ${name} by a pointer`);
        },
        { capture: true },
      );
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));

  await page.goto(`${cairn.url}/sign-up`);
  await page.waitForLoadState('networkidle');
  for (const value of ['Ada', 'ada@example.org', 'correct horse battery']) {
    const field = { Ada: 'name', 'ada@example.org': 'email' }[value] ?? 'password';
    if (
      !(await page.evaluate((name) => document.activeElement?.getAttribute('name') === name, field))
    )
      await tabToField(page, field);
    await page.keyboard.type(value);
  }
  await keys(page, 'Enter');
  await page.waitForURL('**/today');
  await expect(page.getByRole('heading', { name: 'Ada' })).toBeVisible();

  // A project from the palette.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('new project');
  await keys(page, 'Enter');
  await expect(page.getByRole('combobox', { name: 'New project' })).toBeFocused();
  await page.keyboard.type('Home');
  await keys(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  // Sections, tasks, one below another.
  await tabTo(page, /^Add section$/);
  await keys(page, 'Enter', 'To do', 'Enter', 'Doing', 'Enter', 'Escape');
  await expect(page.getByRole('heading', { name: /^Doing/ })).toBeVisible();
  await keys(page, 'c');
  await page.keyboard.type('plant a tree');
  await keys(page, 'Enter', 'Tab');
  await page.keyboard.type('buy a tree');
  await keys(page, 'Enter', 'Escape');
  await expect(page.getByRole('treeitem', { name: /buy a tree/ })).toHaveAttribute(
    'aria-level',
    '2',
  );

  // To the board, and to the right.
  await expect(page.getByRole('treeitem', { name: /buy a tree/ })).toBeFocused();
  await keys(page, 'k');
  await expect(page.getByRole('treeitem', { name: /^plant a tree/ })).toBeFocused();
  await keys(page, 'v');
  await expect(page).toHaveURL(/view=board/);
  await expect(page.getByRole('treeitem', { name: /^plant a tree/ })).toBeVisible();
  await keys(page, 'j');
  const card = page.getByRole('treeitem', { name: /^plant a tree/ });
  await page.keyboard.press('Alt+ArrowRight');
  await heard(page, /moved to “To do”/);
  await expect(card).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await heard(page, /moved to “Doing”/);

  // Done, and taken back.
  await expect(card).toBeFocused();
  await keys(page, 'd');
  await expect(card).toBeHidden();
  await heard(page, /completed/i);
  await page.keyboard.press('Control+z');
  await expect(card).toBeVisible();

  await keys(page, '/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('buy');
  await expect(page.getByRole('link', { name: /buy a tree/ })).toBeVisible();
  await tabTo(page, /buy a tree/);
  await keys(page, 'Enter');
  await expect(page.getByRole('complementary', { name: 'Task' })).toContainText('buy a tree');
  expect(faults).toEqual([]);
});

async function tabToField(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.getAttribute('name'));
    if (at === name) return;
  }
  throw new Error(`the field ${name} cannot be reached with Tab`);
}
