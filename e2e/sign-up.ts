import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { watchWrites } from './watch-writes.ts';

/** Makes an account in the page and waits for Today. */
export async function signUp(page: Page, url: string, name: string): Promise<void> {
  await signUpAs(page, url, { name, email: `${name.toLowerCase()}@example.org` });
}

/** The same with an address that is not made from the name. */
export async function signUpAs(
  page: Page,
  url: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  watchWrites(page);
  await page.goto(`${url}/sign-up`);
  for (const [field, value] of Object.entries({ name, email, password: 'correct horse battery' })) {
    await page.locator(`input[name=${field}]`).fill(value);
  }
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  // Only now the page hears keys.
  await expect(page.getByRole('heading', { name })).toBeVisible();
}
