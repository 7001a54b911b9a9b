import type { Page } from '@playwright/test';

/** Makes an account in the page and waits for Today. */
export async function signUp(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-up`);
  const email = `${name.toLowerCase()}@example.org`;
  for (const [field, value] of Object.entries({ name, email, password: 'correct horse battery' })) {
    await page.locator(`input[name=${field}]`).fill(value);
  }
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
}
