import { expect, test } from '@playwright/test';
import type { Page, Worker } from '@playwright/test';
import { openBrowser } from '../server/push/testing/receiver.ts';
import { testId } from '../server/testing/world.ts';
import { accessible } from './accessible.ts';
import { call } from './call.ts';
import { wordOf } from './screens/words.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();
let people = 0;

test.use({ serviceWorkers: 'allow' });

/** A path of the server that is no page of the workspace: from there the worker is seen, and nobody is told anything. */
const aside = '/icon.svg';

async function join(page: Page): Promise<void> {
  await signUp(page, cairn.url, `Push${(people += 1)}`);
}

/** The worker of this page, once it works. */
async function workerOf(page: Page): Promise<Worker> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('there is no service worker');
  return worker;
}

/** Lets a push service bring a message, as one that no test can reach would. */
async function deliver(page: Page, message: object): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const { promise, resolve } = Promise.withResolvers<string>();
  browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [own] = registrations.filter(({ scopeURL }) => scopeURL === `${cairn.url}/`);
    if (own) resolve(own.registrationId);
  });
  await browser.send('ServiceWorker.enable');
  const registrationId = await promise;
  const data = JSON.stringify(message);
  await browser.send('ServiceWorker.deliverPushMessage', {
    origin: cairn.url,
    registrationId,
    data,
  });
  await browser.detach();
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** Presses a notification, or what it offers. */
const press = (worker: Worker, tag: string, action = '') =>
  worker.evaluate(
    async ([wanted, chosen]) => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        NotificationEvent: new (type: string, options: object) => Event;
      };
      const [notification] = await scope.registration.getNotifications({ tag: wanted ?? '' });
      const { NotificationEvent } = scope;
      dispatchEvent(new NotificationEvent('notificationclick', { notification, action: chosen }));
    },
    [tag, action],
  );

type Told = { path: string; taskId: string; message: (over?: object) => object };

/** A task, and the message that a reminder of it would be. */
async function told(page: Page, title: string): Promise<Told> {
  const me = await call(page, 'account.me');
  const workspaceId = me.workspaces[0]?.id ?? '';
  const { id: taskId } = await call(page, 'task.create', { workspaceId, title });
  const path = `/w/${workspaceId.replaceAll('-', '')}/t/${taskId}`;
  const { user } = me as unknown as { user: { id: string } };
  const id = testId();
  const complete = { procedure: 'task.complete', input: { workspaceId, taskId, opId: id } };
  const usual = {
    tag: id,
    title,
    body: 'Inbox · IN-1',
    lang: 'en',
    path,
    userId: user.id,
    notificationId: id,
    acts: [{ action: 'complete', title: 'Complete', ...complete }],
  };
  return { path, taskId, message: (over = {}) => ({ ...usual, ...over }) };
}

test.describe('a message', () => {
  test.beforeEach(({ context }) =>
    context.grantPermissions(['notifications'], { origin: cairn.url }),
  );

  test('is shown once however often it comes, and a press opens its task', async ({ page }) => {
    await join(page);
    const worker = await workerOf(page);
    const { message, path } = await told(page, 'Water the plants');
    await page.goto(cairn.url + aside);
    // The page that was seen before may be one of the worker's for a moment yet: it comes again under its tag.
    await expect(async () => {
      await deliver(page, message());
      expect(await shown(page)).toMatchObject([{ body: 'Inbox · IN-1' }]);
    }).toPass();
    await deliver(page, message({ body: 'Inbox · IN-1 again' }));
    await expect
      .poll(() => shown(page))
      .toMatchObject([{ title: 'Water the plants', body: 'Inbox · IN-1 again' }]);
    const [{ tag } = { tag: '' }] = await shown(page);

    await page.goto(`${cairn.url}/upcoming`);
    // Only now the page hears its worker.
    await expect(page.getByRole('heading', { level: 1, name: 'Upcoming' })).toBeVisible();
    await workerOf(page);
    await press(worker, tag);
    await page.waitForURL(`**${path}`);
    await expect(page.getByRole('complementary')).toContainText('Water the plants');
    await expect.poll(() => shown(page)).toEqual([]);
  });

  test('is not shown while a page is seen, which says it itself; a test message is', async ({
    page,
  }) => {
    await join(page);
    await workerOf(page);
    const { message } = await told(page, 'Water');
    await deliver(page, message());
    const tag = testId();
    await deliver(page, message({ tag, notificationId: null }));
    await expect.poll(() => shown(page)).toMatchObject([{ tag }]);
  });

  test('completes its task without a page', async ({ page }) => {
    await join(page);
    const worker = await workerOf(page);
    const { message, taskId } = await told(page, 'Water');
    const { workspaces } = await call(page, 'account.me');
    const which = { workspaceId: workspaces[0]?.id ?? '', taskId };
    await page.goto(cairn.url + aside);
    // As above.
    await expect(async () => {
      await deliver(page, message());
      expect(await shown(page)).toHaveLength(1);
    }).toPass();
    const [{ tag } = { tag: '' }] = await shown(page);
    await press(worker, tag, 'complete');
    await expect.poll(async () => (await call(page, 'task.get', which)).status).toBe('done');
    expect(await shown(page)).toEqual([]);
  });
});

/** No browser here reaches a push service, so what it would give stands in for it. */
async function subscribing(page: Page): Promise<void> {
  const { keys } = openBrowser();
  const given = { endpoint: `https://push.example.org/${testId()}`, keys };
  await page.addInitScript((answer) => {
    const name = 'stub.subscribed';
    type Options = { applicationServerKey: string };
    const bytesOf = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
        one.charCodeAt(0),
      ).buffer;
    const held = () => {
      const key = localStorage.getItem(name);
      if (key === null) return null;
      const unsubscribe = () => {
        localStorage.removeItem(name);
        return Promise.resolve(true);
      };
      return {
        options: { applicationServerKey: bytesOf(key) },
        toJSON: () => answer,
        unsubscribe,
      };
    };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(held()),
      subscribe: ({ applicationServerKey }: Options) => {
        localStorage.setItem(name, applicationServerKey);
        return Promise.resolve(held());
      },
    });
  }, given);
}

for (const locale of ['en', 'ru'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const word = (name: string) => wordOf(locale, name).replaceAll('\u00A0', ' ');
    const here = (page: Page) => page.getByRole('switch', { name: word('push.here') });
    const listed = async (page: Page) => (await call(page, 'push.list')).items;

    test('push is turned on here, tried, kept over a reload, and turned off', async ({
      page,
      context,
    }) => {
      await context.grantPermissions(['notifications'], { origin: cairn.url });
      await subscribing(page);
      await join(page);
      await page.goto(`${cairn.url}/settings/reminders`);
      await expect(here(page)).not.toBeChecked();
      await workerOf(page);
      await here(page).click();
      await expect(here(page)).toBeChecked();
      expect(await listed(page)).toMatchObject([{ current: true }]);
      await page.getByRole('button', { name: word('push.test') }).click();
      const waits = () => cairn.sql('SELECT 1 FROM pushes');
      await expect.poll(waits).toHaveLength(1);
      await accessible(page);

      await page.reload();
      await expect(here(page)).toBeChecked();
      await here(page).click();
      await expect(here(page)).not.toBeChecked();
      expect(await listed(page)).toEqual([]);
      expect(await waits()).toEqual([]);
      const kept = await page.evaluate(() => Object.keys(localStorage));
      expect(kept.filter((name) => /push|stub/.test(name))).toEqual([]);
    });

    test('another device is listed, and turned off from here', async ({
      page,
      context,
      browser,
    }) => {
      await join(page);
      const other = await browser.newContext({ locale, serviceWorkers: 'allow' });
      await other.grantPermissions(['notifications'], { origin: cairn.url });
      const there = await other.newPage();
      await subscribing(there);
      await there.goto(`${cairn.url}/sign-in`);
      await there.locator('input[name=email]').fill(`push${people}@example.org`);
      await there.locator('input[name=password]').fill('correct horse battery');
      await there.locator('button[type=submit]').click();
      await there.waitForURL('**/today');
      await there.goto(`${cairn.url}/settings/reminders`);
      await workerOf(there);
      await here(there).click();
      await expect(here(there)).toBeChecked();

      await context.grantPermissions(['notifications'], { origin: cairn.url });
      await page.goto(`${cairn.url}/settings/reminders`);
      const devices = page.getByRole('list', { name: word('push.devices') });
      await expect(devices.getByRole('listitem')).toHaveCount(1);
      await accessible(page);
      await devices.getByRole('button').click();
      await expect(devices).toHaveCount(0);
      await there.reload();
      await expect(here(there)).toBeVisible();
      await other.close();
    });

    test('where it cannot be the page says why, and what to do', async ({ page, context }) => {
      await join(page);
      // What is not granted is denied.
      await context.grantPermissions(['geolocation'], { origin: cairn.url });
      const states: ['denied' | 'insecure' | 'unsupported', () => void][] = [
        ['denied', () => undefined],
        ['insecure', () => Object.defineProperty(window, 'isSecureContext', { value: false })],
        ['unsupported', () => Reflect.deleteProperty(window, 'PushManager')],
      ];
      for (const [state, begin] of states) {
        const tab = await context.newPage();
        await tab.addInitScript(begin);
        await tab.goto(`${cairn.url}/settings/reminders`);
        await expect(here(tab)).toBeDisabled();
        await expect(tab.getByText(word(`push.${state}`))).toBeVisible();
        await accessible(tab);
        await tab.close();
      }
    });
  });
}
