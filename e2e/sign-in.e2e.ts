import { expect, test } from '@playwright/test';
import type { ConsoleMessage, Page } from '@playwright/test';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

const password = 'correct horse battery';

/** What the browser complained of: a script or style that the policy refused is among it. */
function complaints(page: Page): string[] {
  const told: string[] = [];
  page.on('pageerror', (error) => told.push(error.message));
  page.on('console', (line: ConsoleMessage) => {
    const expected = /status of (401|404)/.test(line.text());
    if (line.type() === 'error' && !expected) told.push(line.text());
  });
  return told;
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`input[name=${name}]`).fill(value);
  await page.locator('button[type=submit]').click();
}

const session = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'cairn.session');

test('a person signs up, is signed in, and signs in again elsewhere', async ({ page, browser }) => {
  const told = complaints(page);
  await page.goto(`${cairn.url}/sign-up`);
  await fill(page, { name: 'Ada', email: 'ada@example.org', password });
  await page.waitForURL('**/today');
  expect(await session(page)).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });

  const elsewhere = await browser.newPage();
  const toldThere = complaints(elsewhere);
  await elsewhere.goto(`${cairn.url}/sign-in`);
  await fill(elsewhere, { email: 'ada@example.org', password: 'wrong wrong wrong' });
  await expect(elsewhere.getByRole('alert').first()).toBeVisible();
  expect(await session(elsewhere)).toBeUndefined();
  await fill(elsewhere, { email: 'ADA@example.org', password });
  await elsewhere.waitForURL('**/today');
  expect((await session(elsewhere))?.value).not.toBe((await session(page))?.value);
  expect([...told, ...toldThere]).toEqual([]);
});

for (const path of ['/sign-in', '/sign-up', '/forgot', '/reset', '/confirm', '/nowhere/at/all']) {
  for (const locale of ['en-US', 'ru-RU']) {
    test(`${path} in ${locale} runs under its policy`, async ({ browser }) => {
      const page = await browser.newPage({ locale });
      const told = complaints(page);
      const answer = await page.goto(cairn.url + path);
      await page.waitForLoadState('networkidle');
      expect(answer?.headers()['content-security-policy']).not.toContain('unsafe');
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      expect(told).toEqual([]);
      await page.close();
    });
  }
}

test('a script that stands in no list does not run', async ({ page }) => {
  await page.route('**/sign-in', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      '</body>',
      '<script>window.planted = true</script></body>',
    );
    await route.fulfill({ response: answer, body });
  });
  const told = complaints(page);
  await page.goto(`${cairn.url}/sign-in`);
  expect(await page.evaluate('window.planted')).toBeUndefined();
  await expect.poll(() => told.join()).toContain('Content Security Policy');
});

test.describe('what stands behind the gate', () => {
  test('scripts and styles come compressed and may be kept for ever', async ({ request }) => {
    const html = await (
      await request.get(`${cairn.url}/sign-in`, { headers: { accept: 'text/html' } })
    ).text();
    const files = [...html.matchAll(/"(\/_next\/static\/[^"]+\.(?:js|css))"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(files.some((path) => path.endsWith('.css'))).toBe(true);
    for (const path of new Set(files)) {
      const answer = await request.get(cairn.url + path);
      expect(answer.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
      if (Number(answer.headers()['content-length'] ?? 5000) > 2048)
        expect(answer.headers()['content-encoding']).toBe('br');
    }
  });

  test('Next answers to nothing else', async ({ request }) => {
    const accept = { accept: 'text/html' };
    const page = await request.get(`${cairn.url}/today`, { headers: accept });
    expect(page.headers()['cache-control']).toBe('private, no-store');
    expect((await request.get(`${cairn.url}/_next/image?url=%2Ficon.svg&w=64&q=75`)).status()).toBe(
      404,
    );
    expect((await request.get(`${cairn.url}/en`, { headers: accept })).status()).toBe(404);
    const action = await request.post(`${cairn.url}/today`, {
      headers: { 'next-action': 'a'.repeat(40) },
      data: '[]',
    });
    expect(action.status()).toBe(405);
    const past = {
      ...accept,
      'x-middleware-subrequest': 'middleware',
      'x-forwarded-host': 'evil.example',
    };
    expect((await request.get(`${cairn.url}/today`, { headers: past })).status()).toBe(200);
    const flight = await request.get(`${cairn.url}/today`, { headers: { rsc: '1' } });
    expect(flight.headers()['content-type']).toContain('text/x-component');
    expect(flight.headers()['cache-control']).toBe('private, no-store');
  });

  test('next-auth, as Next has built it, takes its origin from the gate alone', async ({
    request,
  }) => {
    const providers = await request.get(`${cairn.url}/api/auth/providers`, {
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(await providers.json()).toMatchObject({
      credentials: { signinUrl: `${cairn.url}/api/auth/signin/credentials` },
    });
    expect((await request.get(`${cairn.url}/api/auth/csrf?callbackUrl=::::`)).status()).toBe(200);
    const away = await request.get(
      `${cairn.url}/api/auth/signin?callbackUrl=https://evil.example`,
      { maxRedirects: 0 },
    );
    expect(away.headers()['location']).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent(cairn.url)}`,
    );
  });
});
