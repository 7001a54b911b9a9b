import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from './browser-flags.ts';
import { call } from './call.ts';
import { keptWhole } from './kept-rows.ts';
import { openFront } from './open-front.ts';
import type { Front } from './open-front.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { quiet } from './quiet.ts';

const cairn = useInstance();
let front: Front;

test.use({ serviceWorkers: 'allow' });
test.beforeEach(async () => {
  front = await openFront(cairn.url);
});
test.afterEach(async () => {
  await front.leave();
});

const words = {
  en: { navigation: 'Navigation', away: /^No answer from the server/, offline: /^You are offline/ },
  ru: { navigation: 'Навигация', away: /^Сервер не отвечает/, offline: /^Вы не в\sсети/ },
};

/** The worker has all that it keeps, and answers for this page. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Somebody new, with a project and a task, whose browser keeps the shell. */
async function settle(page: Page, name: string, locale: 'en' | 'ru' = 'en'): Promise<string[]> {
  await page
    .context()
    .addCookies([{ name: 'cairn.locale', value: locale, url: front.url, sameSite: 'Lax' }]);
  await signUp(page, front.url, name);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id;
  const { id: projectId } = await call(page, 'project.create', {
    workspaceId,
    name: 'Boat',
    key: 'BOAT',
  });
  await call(page, 'task.create', { workspaceId, projectId, title: 'Caulk' });
  await kept(page);
  const tail = workspaceId?.replaceAll('-', '').slice(-12) ?? '';
  return [
    '/',
    '/today',
    '/p/BOAT',
    '/p/BOAT?view=board',
    '/t/BOAT-1',
    `/w/${tail}/inbox`,
    '/trash',
  ];
}

/** The browser keeps the shell and nothing of the person, as after their session. */
async function forgetRows(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.deleteDatabase('cairn').onsuccess = done;
      }),
  );
}

const caulk = (page: Page) => page.getByRole('treeitem', { name: /^Caulk/ });

/** The frame of the page stands, and says how things are. */
async function expectShell(page: Page, locale: 'en' | 'ru', said: RegExp): Promise<void> {
  await expect(page).toHaveTitle(/Cairn/);
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  await expect(page.getByRole('navigation', { name: words[locale].navigation })).toBeVisible();
  await expect(page.locator('main').getByText(said)).toBeVisible();
}

for (const locale of ['en', 'ru'] as const) {
  test(`in ${locale} each address opens with the server gone, and without network`, async ({
    page,
  }) => {
    const addresses = await settle(page, `Ada${locale}`, locale);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(`${front.url}/p/BOAT`);
    await expect(caulk(page)).toBeVisible();
    await quiet(page);
    await front.leave();
    // What it showed last is there before anybody answers.
    await page.reload();
    await expect(caulk(page)).toBeVisible();
    await forgetRows(page);
    for (const address of addresses) {
      const answer = await page.goto(front.url + address);
      expect(answer?.fromServiceWorker(), address).toBe(true);
      expect(new URL(page.url()).pathname, address).toBe(new URL(front.url + address).pathname);
      await expectShell(page, locale, words[locale].away);
    }
    await page.context().setOffline(true);
    await page.goto(`${front.url}/p/BOAT`);
    await page.reload();
    await expectShell(page, locale, words[locale].offline);
    expect(faults).toEqual([]);

    await front.back();
    await page.context().setOffline(false);
    await expect(page.getByRole('treeitem', { name: /^Caulk/ })).toBeVisible();
  });
}

test('a server that is silent, or away behind its proxy, leaves the shell', async ({ page }) => {
  await settle(page, 'Sil');
  front.stand = ({ headers }) =>
    headers['sec-fetch-mode'] === 'navigate' ? Promise.withResolvers<boolean>().promise : false;
  const silent = await page.goto(`${front.url}/p/BOAT`);
  expect(silent?.fromServiceWorker()).toBe(true);
  await expect(page.getByRole('treeitem', { name: /^Caulk/ })).toBeVisible();

  front.stand = (_, response) => {
    response.writeHead(503).end('away');
    return true;
  };
  await page.goto(`${front.url}/p/BOAT`);
  await expect(caulk(page)).toBeVisible();
  // What is no view is no business of the worker.
  const login = await page.goto(`${front.url}/sign-in`);
  expect([login?.status(), login?.fromServiceWorker()]).toEqual([503, false]);
});

/** All that the caches hold: the path of each entry with its body. */
const inCaches = (page: Page) =>
  page.evaluate(async () => {
    const found: [path: string, body: string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = (await (await cache.match(request))?.text()) ?? '';
        found.push([new URL(request.url).pathname, body]);
      }
    }
    return found;
  });

const holding = (entries: [string, string][], secrets: string[]) =>
  entries
    .filter(([path, body]) => secrets.some((secret) => (path + body).includes(secret)))
    .map(([path]) => path);

test('the caches hold what the build made, and nothing of a person', async ({ page }) => {
  await settle(page, 'Zerubbabel');
  const { user, workspaces } = (await call(page, 'account.me')) as unknown as {
    user: { id: string };
    workspaces: { id: string }[];
  };
  await page.goto(`${front.url}/settings`);
  await page.goto(`${front.url}/p/BOAT`);
  await expect(page.getByRole('treeitem', { name: /^Caulk/ })).toBeVisible();
  const secrets = ['Zerubbabel', 'zerubbabel@example.org', 'Caulk', user.id];
  secrets.push(...workspaces.map(({ id }) => id));
  secrets.push(
    ...(await page.context().cookies()).filter((one) => one.httpOnly).map((one) => one.value),
  );

  const entries = await inCaches(page);
  expect(entries.length).toBeGreaterThan(50);
  const paths = entries.map(([path]) => path);
  expect(
    paths.filter((path) => !/^\/_next\/static\/|^\/(en|ru|earlier-pages)$/.test(path)),
  ).toEqual([]);
  expect(holding(entries, secrets)).toEqual([]);

  // Neither is an answer of the contract ever an old one.
  await front.leave();
  const asked = page.evaluate(() => fetch('/api/trpc/account.me').then(({ status }) => status));
  await expect(asked).rejects.toThrow(/Failed to fetch/);
  await front.back();

  await page.getByRole('button', { name: 'Zerubbabel' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect(holding(await inCaches(page), secrets)).toEqual([]);

  // The search sees what is there to be found.
  await page.evaluate(async () => {
    const cache = await caches.open('planted');
    await cache.put('/planted', new Response('Dear Zerubbabel'));
  });
  expect(holding(await inCaches(page), secrets)).toEqual(['/planted']);
});

const cachesOf = (page: Page) => page.evaluate(() => caches.keys());
const statusOf = (page: Page, path: string) =>
  page.evaluate((asked) => fetch(asked).then(({ status }) => status), path);
/** What the browser keeps by itself, beside the worker's caches. */
async function forgetFiles(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
}
/** Looks for a new version of the worker, and waits until that one answers for this page. */
const takeUpdate = (page: Page) =>
  page.evaluate(async () => {
    const { ready } = navigator.serviceWorker;
    const changed = new Promise<unknown>((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true });
    });
    await (await ready).update();
    await changed;
  });

/**
 * From now on the server is of another build: one of the scripts is not in it any more.
 * @returns the path of that script
 */
async function buildAnew(version: string): Promise<string> {
  const script = await (await fetch(`${cairn.url}/sw.js`)).text();
  const chunks = [...script.matchAll(/"(\/_next\/static\/chunks\/[^"]+[.]js)",/g)];
  let lost = '';
  // One that only an administrator's page needs.
  for (const [, path = ''] of chunks) {
    const text = await (await fetch(cairn.url + path)).text();
    if (text.includes('admin.getSizes')) lost = path;
  }
  expect(lost).not.toBe('');
  const anew = script
    .replace(/"version":"\w+"/, `"version":"${version}"`)
    .replace(`"${lost}",`, '');
  front.stand = ({ url }, response) => {
    if (url === '/sw.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(anew);
    else if (url === lost) response.writeHead(404, { 'cache-control': 'no-store' }).end();
    else return false;
    return true;
  };
  return lost;
}

test('a new build takes over, while a page of the one before finds all that is its own', async ({
  page,
  browser,
}) => {
  await settle(page, 'Nova');
  const [before] = await cachesOf(page);
  const lost = await buildAnew('next');
  await page.evaluate(() => Object.assign(window, { isTheSame: true }));
  await takeUpdate(page);
  await kept(page);
  expect(await cachesOf(page)).toEqual([before, 'cairn next']);

  await forgetFiles(page);
  expect(await statusOf(page, lost)).toBe(200);
  await page.getByRole('link', { name: 'Inbox' }).click();
  expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
  // Who has none of the build before finds that it is gone.
  const elsewhere = await browser.newPage({ serviceWorkers: 'block' });
  await elsewhere.goto(`${front.url}/sign-in`);
  expect(await statusOf(elsewhere, lost)).toBe(404);

  // Another page of the new build ends nothing for the one that stays.
  const second = await page.context().newPage();
  await second.goto(`${front.url}/p/BOAT`);
  await expect(second.getByRole('treeitem', { name: /^Caulk/ })).toBeVisible();
  await second.reload();
  expect(await statusOf(page, lost)).toBe(200);

  // A browser takes its time to forget a page: the first visit after that throws out what only it needed.
  await page.close();
  const afterVisit = async () => {
    await second.reload();
    await expect(second.getByRole('treeitem', { name: /^Caulk/ })).toBeVisible();
    return cachesOf(second);
  };
  await expect.poll(afterVisit).toEqual(['cairn next']);
  expect(await statusOf(second, lost)).toBe(404);
  await front.leave();
  await second.reload();
  await expect(caulk(second)).toBeVisible();
  await elsewhere.close();
});

test('a build that does not come whole is not taken', async ({ page }) => {
  await settle(page, 'Hale');
  const [before] = await cachesOf(page);
  await buildAnew('broken');
  const { stand } = front;
  front.stand = (request, response) => {
    if (!request.url?.endsWith('.css')) return stand(request, response);
    response.writeHead(404, { 'cache-control': 'no-store' }).end();
    return true;
  };
  await forgetFiles(page);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const coming = registration.installing;
    if (!coming) return 'none';
    while (coming.state === 'installing')
      await new Promise((done) => coming.addEventListener('statechange', done, { once: true }));
    return coming.state;
  });
  expect(outcome).toBe('redundant');
  await forgetRows(page);
  await front.leave();
  await page.reload();
  await expectShell(page, 'en', words.en.away);
  expect(await cachesOf(page)).toContain(before);
});

const line = (page: Page) => page.getByRole('textbox', { name: 'New task' });
const shared = `/add?${new URLSearchParams({ title: 'Walk', text: 'along the river', url: 'https://a.example/?b=c' })}`;
const long = 'long '.repeat(100).trimEnd();
const asTitle = 'Walk along the river https://a.example/?b=c';

test('what is shared stands in the line for a new task, and never reaches the server before', async ({
  page,
}) => {
  await settle(page, 'Shay');
  front.asked.length = 0;
  await page.goto(front.url + shared);
  await expect(line(page)).toHaveValue(asTitle);
  await expect(line(page)).toBeFocused();
  expect(new URL(page.url()).pathname).toBe('/inbox');
  expect(front.asked.filter((path) => path.includes('river'))).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: /^Walk along the river/ })).toBeVisible();

  await page.goto(`${front.url}/add?text=${'long '.repeat(5000)}`);
  await expect(line(page)).toHaveValue(long);
  await line(page).press('Escape');
  await page.goto(`${front.url}/add`);
  await expect(line(page)).toBeFocused();
  await expect(line(page)).toHaveValue('');
  await line(page).press('Escape');

  // Without network, and without anything of the person, it waits in the address.
  await forgetRows(page);
  await front.leave();
  await page.goto(front.url + shared);
  await expectShell(page, 'en', words.en.away);
  await front.back();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(line(page)).toHaveValue(asTitle);
});

/** Signs in on the page that asks for it. */
async function signInAs(page: Page, name: string): Promise<void> {
  await page.locator('input[name=email]').fill(`${name}@example.org`);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
}

test('who is signed out signs in, and what was shared is still there', async ({
  page,
  browser,
}) => {
  await signUp(page, front.url, 'Sia');
  for (const path of [shared, `/add?text=${'long '.repeat(2000)}`]) {
    const elsewhere = await browser.newPage({ serviceWorkers: 'block' });
    await elsewhere.goto(front.url + path);
    await elsewhere.waitForURL('**/sign-in?next=*');
    await signInAs(elsewhere, 'sia');
    await expect(line(elsewhere)).toHaveValue(path === shared ? asTitle : long);
    await elsewhere.close();
  }
});

test('where the session has ended what was shared stands among what is kept, and is saved once one signs in', async ({
  page,
  context,
}) => {
  await signUp(page, front.url, 'Kim');
  await keptWhole(page);
  await context.clearCookies();
  await page.goto(front.url + shared);
  await expect(line(page)).toHaveValue(asTitle);
  const coming = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Sign in' }).click();
  const tab = await coming;
  await signInAs(tab, 'kim');
  await expect(tab.getByRole('treeitem', { name: /^Walk along the river/ })).toBeVisible();
  await expect(page.getByText('You are signed out')).toBeHidden();
});

for (const locale of ['en', 'ru'] as const) {
  test(`the browser finds the page in ${locale} fit to be installed`, async ({ playwright }) => {
    // An ordinary window: Chromium installs nothing from a private one, which is what a test has by itself.
    const context = await playwright.chromium.launchPersistentContext('', {
      executablePath: findChromium(),
      args: browserFlags,
      serviceWorkers: 'allow',
    });
    try {
      const page = await context.newPage();
      await settle(page, `Ina${locale}`, locale);
      const devtools = await page.context().newCDPSession(page);
      // The page has the network to itself at first.
      await expect(page.locator('head link[rel=manifest]')).toBeAttached();
      const manifest = await devtools.send('Page.getAppManifest');
      expect(manifest.errors).toEqual([]);
      expect(manifest.url).toBe(`${front.url}/${locale}/manifest`);
      const said = JSON.parse(manifest.data ?? '{}') as {
        lang: string;
        icons: { src: string; sizes: string }[];
        shortcuts: { name: string; url: string }[];
      };
      expect(said.lang).toBe(locale);
      expect(said.shortcuts[1]?.name).toBe(locale === 'en' ? 'Today' : 'Сегодня');
      const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
      expect(installabilityErrors).toEqual([]);
      for (const { src, sizes } of said.icons) {
        const size = await page.evaluate(async (path) => {
          const { width, height } = await createImageBitmap(await (await fetch(path)).blob());
          return `${width}x${height}`;
        }, src);
        expect(size, src).toBe(sizes);
      }
      for (const { url } of said.shortcuts) {
        const answer = await page.request.get(front.url + url, {
          headers: { accept: 'text/html' },
        });
        expect(answer.status(), url).toBe(200);
      }
    } finally {
      await context.close();
    }
  });
}
