import { beforeEach, expect, test } from 'vitest';
import type { NotificationId } from '../domain/ids.ts';
import type { PushMessage } from '../push/compose-push.ts';
import { shellPath } from './pages.ts';
import { pushWorker } from './push-worker.ts';
import type { PushScope } from './push-worker.ts';

type Shown = { title: string } & Record<string, unknown>;
type Open = { url: string; visibilityState: string };

const origin = 'https://tasks.example';
const chrome = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
const safari =
  'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/604.1';
const message: PushMessage = {
  tag: 'n-1',
  title: 'Water',
  body: 'Home · HOME-12',
  lang: 'en',
  path: '/w/0a/t/1b',
  userId: 'ada',
  notificationId: 'n-1' as NotificationId,
  acts: [
    { action: 'complete', title: 'Complete', procedure: 'task.complete', input: { taskId: 't' } },
  ],
};

let pages: Open[];
let shown: Shown[];
let opened: string[];
let told: [url: string, message: object][];
let called: { path: string; init: RequestInit & { body: string } }[];
let answers: (path: string) => Response | Promise<Response>;
let raise: (name: string, event: object) => Promise<void>;
let subscribed: object[];

function begin(userAgent = chrome): void {
  const listeners = new Map<string, (event: never) => void>();
  const subscription = {
    options: { applicationServerKey: new ArrayBuffer(65) },
    toJSON: () => ({ endpoint: 'https://push.example/next', keys: { p256dh: 'p', auth: 'a' } }),
  };
  const scope: PushScope = {
    clients: {
      matchAll: () =>
        Promise.resolve(
          pages.map((page) => ({
            ...page,
            focus: () => Promise.resolve(),
            postMessage: (said: object) => void told.push([page.url, said]),
          })),
        ),
      openWindow: (path) => Promise.resolve(void opened.push(path)),
    },
    navigator: { userAgent },
    registration: {
      showNotification: (title, options) => Promise.resolve(void shown.push({ title, ...options })),
      pushManager: {
        subscribe: (options) => {
          subscribed.push(options);
          return Promise.resolve(subscription);
        },
      },
    },
    fetch: (path, init) => {
      called.push({ path, init: init as (typeof called)[number]['init'] });
      return Promise.resolve(answers(path));
    },
    addEventListener: (name, work) => void listeners.set(name, work),
  };
  raise = async (name, event) => {
    const work: Promise<unknown>[] = [];
    const waitUntil = (more: Promise<unknown>) => void work.push(more);
    listeners.get(name)?.({ ...event, waitUntil } as never);
    await Promise.all(work);
  };
  pushWorker(scope, { shell: shellPath.source });
}
beforeEach(() => {
  [pages, shown, opened, told, called, subscribed] = [[], [], [], [], [], []];
  answers = () => Response.json({});
  begin();
});

const push = (over: Partial<PushMessage> = {}) =>
  raise('push', { data: { json: () => ({ ...message, ...over }) } });
const closed: boolean[] = [];
const press = (action = '', over: Partial<PushMessage> = {}) =>
  raise('notificationclick', {
    action,
    notification: { data: { ...message, ...over }, close: () => void closed.push(true) },
  });
const page = (path: string, visibilityState = 'visible') => ({
  url: origin + path,
  visibilityState,
});
const paths = () => called.map(({ path }) => path);

test('a message is shown under its tag, so that a second takes the place of the first', async () => {
  await push();
  expect(shown).toEqual([
    expect.objectContaining({
      title: 'Water',
      tag: 'n-1',
      body: 'Home · HOME-12',
      lang: 'en',
      data: message,
      actions: [{ action: 'complete', title: 'Complete' }],
    }),
  ]);
});

test.each([
  ['a page of the workspace is seen', [page('/today')], chrome, 0],
  ['it is seen in Safari, which wants every message shown', [page('/today')], safari, 1],
  ['the page is hidden', [page('/today', 'hidden')], chrome, 1],
  ['only the page for signing in is seen', [page('/sign-in')], chrome, 1],
])('where %s', async (_, open, userAgent, count) => {
  begin(userAgent);
  pages = open;
  await push();
  expect(shown).toHaveLength(count);
});

test('a test message is shown though the page is seen', async () => {
  pages = [page('/settings/reminders')];
  await push({ notificationId: null });
  expect(shown).toHaveLength(1);
});

test('a press opens the task in the page that is there, and reads what it told', async () => {
  pages = [page('/sign-in'), page('/today', 'hidden'), page('/upcoming')];
  await press();
  expect(told).toEqual([[`${origin}/upcoming`, { kind: 'open', path: message.path }]]);
  expect(opened).toEqual([]);
  expect(paths()).toEqual(['/api/trpc/notification.markRead']);
  expect(called[0]?.init).toMatchObject({
    headers: { 'x-cairn-user': 'ada' },
    body: '{"ids":["n-1"]}',
  });
});

test('a press opens a page where none is', async () => {
  await press();
  expect(opened).toEqual([message.path]);
});

test('what it offers is done without a page', async () => {
  await press('complete');
  expect(paths()).toEqual(['/api/trpc/task.complete', '/api/trpc/notification.markRead']);
  expect(called[0]?.init).toMatchObject({ method: 'POST', body: '{"taskId":"t"}' });
  expect(opened).toEqual([]);
});

test.each([
  ['is refused', () => Response.json({}, { status: 403 })],
  ['cannot be sent', () => Promise.reject(new TypeError('Failed to fetch'))],
])('what %s opens the task instead', async (_, answer) => {
  answers = answer;
  await press('complete');
  expect(opened).toEqual([message.path]);
});

test('a test message reads nothing', async () => {
  await press('', { notificationId: null });
  expect(called).toEqual([]);
});

test('another address of the browser is told to the server, asked for where the browser brings none', async () => {
  const subscription = {
    options: { applicationServerKey: new ArrayBuffer(3) },
    toJSON: () => ({ endpoint: 'https://push.example/given', keys: {} }),
  };
  await raise('pushsubscriptionchange', { newSubscription: subscription });
  await raise('pushsubscriptionchange', { oldSubscription: subscription });
  await raise('pushsubscriptionchange', {});
  expect(subscribed).toEqual([
    { userVisibleOnly: true, applicationServerKey: subscription.options.applicationServerKey },
  ]);
  expect(called.map(({ init }) => JSON.parse(init.body) as object)).toMatchObject([
    { endpoint: 'https://push.example/given' },
    { endpoint: 'https://push.example/next', keys: { p256dh: 'p', auth: 'a' } },
  ]);
});
