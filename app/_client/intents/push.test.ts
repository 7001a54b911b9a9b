import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { stubServer } from '../testing/stub-server.ts';
import { userRow } from '../testing/rows.ts';
import { forgetPush, pushWay, renewPush, turnPushOff, turnPushOn } from './push.ts';
import { pushedHere, setPushedHere } from '../store/pushed-here.ts';

type Held = { key: string } | null;

/** What the browser has, and what its person says when asked. */
let browser: {
  held: Held;
  answer: NotificationPermission;
  permission: NotificationPermission;
  shown: { close: () => void }[];
};
/** The server: its key, and whether it knows this session's browser. */
let server: { publicKey: string; knows: boolean; session: string };
let asked: string[];

const me = userRow();
const mine = { userId: me.id, sessionId: 'one' };
store.put('users', [me]);

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url')).buffer;
const keys = ['AAAA', 'B-_w'] as const;

function subscription(key: string) {
  return {
    options: { applicationServerKey: bytesOf(key) },
    toJSON: () => ({ endpoint: 'https://push.example', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: () => {
      browser.held = null;
      return Promise.resolve(true);
    },
  };
}

beforeEach(() => {
  browser = { held: null, answer: 'granted', permission: 'default', shown: [] };
  server = { publicKey: keys[0], knows: false, session: 'one' };
  const pushManager = {
    getSubscription: () =>
      Promise.resolve(browser.held === null ? null : subscription(browser.held.key)),
    subscribe: ({ applicationServerKey: key }: { applicationServerKey: string }) => {
      if (browser.held !== null && browser.held.key !== key) throw new Error('another key');
      browser.held = { key };
      return Promise.resolve(subscription(key));
    },
  };
  const getNotifications = () => Promise.resolve(browser.shown);
  const registration = { pushManager, getNotifications };
  vi.stubGlobal('window', { isSecureContext: true, PushManager: {}, Notification: {} });
  vi.stubGlobal('navigator', {
    serviceWorker: {
      register: () => Promise.resolve(registration),
      ready: Promise.resolve(registration),
      getRegistration: () => Promise.resolve(registration),
    },
  });
  vi.stubGlobal('Notification', {
    get permission() {
      return browser.permission;
    },
    requestPermission: () => Promise.resolve((browser.permission = browser.answer)),
  });
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  asked = stubServer({
    'session.list': () => ({ items: [{ id: server.session, current: true }] }),
    'push.list': () => ({
      publicKey: server.publicKey,
      items: server.knows ? [{ id: 's', current: true }] : [],
    }),
    'push.subscribe': () => {
      server.knows = true;
      return { id: 's', current: true };
    },
    'push.unsubscribe': () => {
      server.knows = false;
      return { id: 's', deleted: true };
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('what this browser could do is said before anybody is asked', () => {
  expect(pushWay()).toBe('open');
  browser.permission = 'denied';
  expect(pushWay()).toBe('denied');
  vi.stubGlobal('window', { isSecureContext: true, Notification: {} });
  expect(pushWay()).toBe('unsupported');
  vi.stubGlobal('window', { isSecureContext: false });
  expect(pushWay()).toBe('insecure');
});

test('it is turned on and off, here and at the server', async () => {
  expect(await turnPushOn(keys[0])).toBe('on');
  expect([server.knows, browser.held, pushedHere()]).toEqual([true, { key: keys[0] }, mine]);
  expect(await turnPushOff('s')).toBe(true);
  expect([server.knows, browser.held, pushedHere()]).toEqual([false, null, null]);
});

test('who says no is not subscribed', async () => {
  browser.answer = 'denied';
  expect(await turnPushOn(keys[0])).toBe('refused');
  expect([browser.held, asked]).toEqual([null, []]);
});

test('what the server refuses is a failure, and not noted as on', async () => {
  asked = stubServer({});
  expect(await turnPushOn(keys[0])).toBe('failed');
  expect(pushedHere()).toBeNull();
});

test('a page where nobody turned it on asks nothing', async () => {
  await renewPush();
  expect(asked).toEqual([]);
});

test('one that the server knows is left as it is', async () => {
  await turnPushOn(keys[0]);
  asked.length = 0;
  await renewPush();
  expect(asked).toEqual(['push.list']);
});

test('with another session, and with another key of the server, it is subscribed again', async () => {
  await turnPushOn(keys[0]);
  server = { ...server, knows: false, session: 'two' };
  await renewPush();
  expect(server.knows).toBe(true);
  server = { ...server, publicKey: keys[1], knows: true };
  await renewPush();
  expect([server.knows, browser.held]).toEqual([true, { key: keys[1] }]);
});

test('what was turned off from another device stays off', async () => {
  await turnPushOn(keys[0]);
  server.knows = false;
  await renewPush();
  expect([server.knows, browser.held, pushedHere()]).toEqual([false, null, null]);
});

test('what somebody else turned on is forgotten, and nobody is subscribed', async () => {
  await turnPushOn(keys[0]);
  setPushedHere({ userId: 'somebody-else', sessionId: 'one' });
  const close = vi.fn();
  browser.shown = [{ close }];
  asked.length = 0;
  await renewPush();
  expect([asked, browser.held, pushedHere()]).toEqual([[], null, null]);
  expect(close).toHaveBeenCalledOnce();
});

test('with a right that was taken away nothing is asked', async () => {
  await turnPushOn(keys[0]);
  browser.permission = 'denied';
  asked.length = 0;
  await renewPush();
  expect(asked).toEqual([]);
});

test('over plain HTTP forgetting is no fault', async () => {
  setPushedHere(mine);
  vi.stubGlobal('window', { isSecureContext: false });
  await forgetPush();
  expect(pushedHere()).toBeNull();
});
