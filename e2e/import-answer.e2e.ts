import { expect, test } from '@playwright/test';
import { board, card } from '../server/import/testing/trello-fixture.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

test('an import whose answer is lost is found again, and written once', async ({ page }) => {
  await signUp(page, cairn.url, 'Ada');
  await page.goto(`${cairn.url}/import`);
  const file = JSON.stringify(board({ cards: [card(1, 'one'), card(2, 'two')] }));
  const choose = () =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await choose();
  const begin = page.getByRole('button', { name: 'Import', exact: true });
  await expect(begin).toBeVisible();
  await page.reload();
  await expect(begin).toBeVisible();

  const orders: string[] = [];
  await page.route('**/api/trpc/import.run', async (route) => {
    orders.push((route.request().postDataJSON() as { opId: string }).opId);
    if (orders.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await begin.click();
  const again = page.getByRole('button', { name: 'Ask again' });
  await again.click();
  await expect(page.getByText(/^Imported: /)).toBeVisible();
  expect(orders[1]).toBe(orders[0]);

  await page.goto(`${cairn.url}/today`);
  await page.goto(`${cairn.url}/import`);
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await expect(page.getByText('The import was taken back.')).toBeVisible();
  const { workspaces } = await call(page, 'account.me');
  const { items } = await call(page, 'task.search', {
    workspaceId: workspaces[0]?.id,
    text: 'one',
  });
  expect(items).toEqual([]);
});
