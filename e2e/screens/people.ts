import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { MeOutput } from '../../server/account/schema.ts';
import type { Locale } from '../../server/domain/enums.ts';
import { createApi } from '../../server/testing/api.ts';
import { call } from '../call.ts';
import { signUpAs } from '../sign-up.ts';
import type { Teller } from './tell.ts';

type Named = { name: string; email: string; locale: Locale; token: string };

/** Somebody with an account, signed in in a browser of their own. */
export type Person = Teller & { context: BrowserContext; page: Page; me: MeOutput };

/** Makes an account in the page, with a token by which the story is told. */
export async function register(browser: Browser, url: string, named: Named): Promise<Person> {
  const { name, email, locale } = named;
  const context = await browser.newContext({ timezoneId: 'Europe/Moscow' });
  await context.addCookies([{ name: 'cairn.locale', value: locale, url }]);
  const page = await context.newPage();
  await signUpAs(page, url, { name, email });
  const token = { name: named.token, scopes: ['write'] };
  const { secret } = (await call(page, 'token.create', token)) as unknown as { secret: string };
  const api = createApi(url, secret);
  const me = await api.query<MeOutput>('account.me');
  return { id: me.user.id, name, api, context, page, me };
}

/** Signs the person in once more elsewhere, so that there are two sessions. */
export async function signInElsewhere(browser: Browser, url: string, email: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
  await context.close();
}

/** Takes away what the story was told with, so that the person has made nothing yet. */
export async function revokeTokens({ page }: Person): Promise<void> {
  const { items } = await call(page, 'token.list', {});
  for (const { id: tokenId } of items) await call(page, 'token.revoke', { tokenId });
}
